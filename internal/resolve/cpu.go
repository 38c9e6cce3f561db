package resolve

func (r *resolver) cpu() {}
