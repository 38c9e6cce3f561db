package resolve

import "github.com/qemuxml/qemuxml/internal/domain"

// addresses gives each device that has none an address, in libvirt's order
// (qemuDomainAssignAddresses): what is put on a channel or on the memory bus
// needs no PCI slot any more, and USB ports need their controllers.
func (r *resolver) addresses() {
	r.virtioSerialPorts()
	r.spaprVIORegisters()
	r.channelAddresses()
	r.virtioMMIO()
	r.pciAddresses()
	r.usbPorts()
}

// unplaced tells whether nothing says yet on what bus d sits.
func unplaced(d *domain.Device) bool { return !d.Address.Type.IsSet() }
