package resolve

import "github.com/qemuxml/qemuxml/internal/domain"

// misc completes the families with little to say.
func (r *resolver) misc() {
	r.watchdogs()
	r.panics()
	r.iommus()
	r.pstore()
	for _, g := range r.dom.Devices.RNGs {
		r.rng(g)
	}
	r.checkMemballoon()
	r.checkNVRAM()
}

// takesAddress tells whether d is open where it sits, or sits at an address of
// type want.
func takesAddress(d *domain.Device, want string) bool {
	return !d.Address.Type.IsSet() || want != "" && d.Address.Is(want)
}
