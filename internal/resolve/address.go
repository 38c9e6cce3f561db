package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

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
	r.checkAddresses()
}

// unplaced tells whether nothing says yet on what bus d sits.
func unplaced(d *domain.Device) bool { return !d.Address.Type.IsSet() }

// checkAddresses refuses addresses on buses that the machine hasn't, and ACPI
// indexes that nothing can have. Source: qemuValidateDomainDeviceInfo,
// qemuCheckCCWS390AddressSupport.
func (r *resolver) checkAddresses() {
	seen := map[uint64]bool{}
	for d := range r.dom.Devices.All() {
		i := d.Info()
		r.checkROM(i)
		if i.Address.Is(domain.AddressCCW) && !r.is(qemu.IsS390CCW) {
			r.Diag.Error(source.Invalid, i.Address.Ref, "only guests of IBM Z have channels").WithHint("leave the address out")
		}
		r.checkUnassigned(d)
		if boot := i.Boot.Unordered; !boot.IsZero() {
			r.refuse("it is passed over", source.MissingValue, boot, "<boot> needs the attribute order").Inside(boot)
		}
		index, ok := i.ACPIIndex.Get()
		switch {
		case !ok:
		case index == 0:
			r.refuse("it is left out", source.OutOfRange, i.ACPIIndex.Ref(), "an ACPI index counts from 1")
			i.ACPIIndex.Clear()
		case !i.Address.Is(domain.AddressPCI):
			r.Diag.Error(source.Invalid, i.ACPIIndex.Ref(), "only PCI devices have an ACPI index")
		case seen[index] && r.Profile.Adapt: // QEMU looks, libvirt does not
			r.Diag.Warn(source.Duplicate, i.ACPIIndex.Ref(), "the ACPI index %d is taken already; it is left out", index)
			i.ACPIIndex.Clear()
		}
		if ok {
			seen[index] = true
		}
	}
}

// checkUnassigned refuses a device without a place that is none of the host's:
// only those can be handed over in part (virDomainDeviceInfoValidate).
func (r *resolver) checkUnassigned(d domain.AnyDevice) {
	a := &d.Info().Address
	switch d.(type) {
	case *domain.Hostdev, *domain.Interface:
		return
	}
	if a.Is(domain.AddressUnassigned) {
		r.Diag.Error(source.Invalid, a.Type.Ref(), "only devices of the host can be without a place")
	}
}
