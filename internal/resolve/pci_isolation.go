package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
)

// isolation is the isolation group of each device that is not in group 0.
// Devices of different groups never share a PCI host bridge of a POWER guest,
// for errors are contained by host bridge.
type isolation map[*domain.Device]uint

// hostSlot is a PCI slot of the host.
type hostSlot struct{ domain, bus, slot uint64 }

// isolationGroups puts host devices into groups. libvirt has one for each of the
// host's IOMMU groups, which are not known here: the functions of a slot are
// taken for such a group, as they are on POWER.
// Source: qemuDomainFillDeviceIsolationGroup.
func (r *resolver) isolationGroups() isolation {
	groups, bySlot := isolation{}, map[hostSlot]uint{}
	add := func(d *domain.Device, a *domain.PCIAddress) {
		at := hostSlot{a.Domain.V(), a.Bus.V(), a.Slot.V()}
		if bySlot[at] == 0 {
			bySlot[at] = uint(len(bySlot)) + 1
		}
		groups[d] = bySlot[at]
	}
	for _, n := range r.dom.Devices.Interfaces {
		if n.Type.V() == domain.InterfaceHostdev {
			add(&n.Device, &n.Source.HostDevice.Address)
		}
	}
	for _, h := range r.dom.Devices.Hostdevs {
		if h.Type.V() == domain.HostdevPCI {
			add(&h.Device, &h.PCI.Address)
		}
	}
	return groups
}
