package resolve

func (r *resolver) memory() {}

func (r *resolver) memoryDevices() {}
