package resolve

func (r *resolver) filesystems() {}
