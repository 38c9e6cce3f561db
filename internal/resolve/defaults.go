package resolve

func (r *resolver) defaultDevices() {}
