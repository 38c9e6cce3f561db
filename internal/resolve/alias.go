package resolve

func (r *resolver) aliases() {}
