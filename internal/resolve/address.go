package resolve

func (r *resolver) addresses() {}
