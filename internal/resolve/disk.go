package resolve

func (r *resolver) disks() {}
