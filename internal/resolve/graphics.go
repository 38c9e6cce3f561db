package resolve

func (r *resolver) graphics() {}
