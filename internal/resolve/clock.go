package resolve

func (r *resolver) clock() {}
