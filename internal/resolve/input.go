package resolve

func (r *resolver) inputs() {}
