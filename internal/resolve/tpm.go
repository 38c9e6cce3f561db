package resolve

func (r *resolver) tpms() {}
