package resolve

func (r *resolver) misc() {}
