package resolve

func (r *resolver) os() {}
