package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
)

// pciOrder is the devices in the order in which they are given PCI slots, with
// all bridges and ports first. It goes back to what QEMU did by itself before
// 0.12. Source: qemuDomainAssignDevicePCISlots.
func pciOrder(d *domain.Devices) []domain.AnyDevice {
	var list []domain.AnyDevice
	for _, c := range d.Controllers {
		if c.Type.V() == "pci" {
			list = append(list, c)
		}
	}
	list = collect(list, d.Filesystems)
	for _, n := range d.Interfaces {
		if n.Type.V() != domain.InterfaceHostdev {
			list = append(list, n)
		}
	}
	list = collect(list, d.Sounds)
	for _, c := range d.Controllers {
		if c.Type.V() != "pci" && !(c.Type.V() == "ide" && c.Index.V() == 0) {
			list = append(list, c)
		}
	}
	list = collect(list, d.Disks)
	for _, n := range d.Interfaces {
		if n.Type.V() == domain.InterfaceHostdev {
			list = append(list, n)
		}
	}
	list = collect(list, d.Hostdevs)
	if d.Memballoon != nil {
		list = append(list, d.Memballoon)
	}
	return pciOrderTail(d, list)
}

// pciOrderTail appends the families that libvirt came to know later.
func pciOrderTail(d *domain.Devices, list []domain.AnyDevice) []domain.AnyDevice {
	list = collect(list, d.RNGs)
	list = collect(list, d.Watchdogs)
	list = collect(list, d.Videos)
	list = collect(list, d.Shmems)
	list = collect(list, d.Inputs)
	list = collect(list, d.Serials)
	list = collect(list, d.IOMMUs)
	if d.Vsock != nil {
		list = append(list, d.Vsock)
	}
	list = collect(list, d.MemoryDevices)
	list = collect(list, d.Cryptos)
	list = collect(list, d.Panics)
	if d.Pstore != nil {
		list = append(list, d.Pstore)
	}
	return list
}

func collect[T domain.AnyDevice](list []domain.AnyDevice, family []T) []domain.AnyDevice {
	for _, d := range family {
		list = append(list, d)
	}
	return list
}
