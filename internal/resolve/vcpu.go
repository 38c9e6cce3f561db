package resolve

func (r *resolver) vcpu() {}
