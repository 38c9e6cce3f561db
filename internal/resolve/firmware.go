package resolve

func (r *resolver) firmware() {}
