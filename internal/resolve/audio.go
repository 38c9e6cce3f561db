package resolve

func (r *resolver) audio() {}
