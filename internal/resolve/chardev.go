package resolve

func (r *resolver) chardevs() {}
