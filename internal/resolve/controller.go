package resolve

func (r *resolver) controllers() {}

func (r *resolver) impliedControllers() {}
