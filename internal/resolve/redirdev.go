package resolve

func (r *resolver) redirdevs() {}
