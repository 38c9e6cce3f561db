package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// withoutPCI refuses devices that need a PCI bus on a board that has none.
// libvirt passes them on, and QEMU ends.
func (r *resolver) withoutPCI() {
	if !r.Profile.Adapt || r.hasPCI() {
		return
	}
	c := r.connector()
	for d := range r.dom.Devices.All() {
		if i := d.Info(); unplaced(i) && c.connect(d) != 0 && !r.isOnBoard(d) {
			r.Diag.Error(source.Invalid, source.First(i.Ref, r.dom.OS.Machine.Ref()), "the machine %s has no PCI bus", r.dom.OS.Machine.V()).
				WithHint("remove the device, or use machine='virt'")
		}
	}
}

// isOnBoard tells whether d is a part of a machine without slots.
func (r *resolver) isOnBoard(d domain.AnyDevice) bool {
	switch d := d.(type) {
	case *domain.Interface:
		return r.hasBoardNICs()
	case *domain.Controller:
		return d.Type.V() == "usb" && r.builtinUSB(d)
	}
	return false
}
