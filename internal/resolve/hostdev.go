package resolve

func (r *resolver) hostdevs() {}
