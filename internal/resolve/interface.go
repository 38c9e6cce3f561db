package resolve

func (r *resolver) interfaces() {}
