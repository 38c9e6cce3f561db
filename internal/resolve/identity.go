package resolve

func (r *resolver) identity() {}
