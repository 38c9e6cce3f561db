package resolve

func (r *resolver) security() {}
