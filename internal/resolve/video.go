package resolve

func (r *resolver) videos() {}
