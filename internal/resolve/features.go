package resolve

func (r *resolver) features() {}
