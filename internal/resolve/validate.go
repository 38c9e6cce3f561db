package resolve

func (r *resolver) validate() {}
