package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/resolve/pciaddr"
)

// The connections of endpoints that are placed as they come.
const (
	conventional = pciaddr.PCI | pciaddr.Auto
	expressOnly  = pciaddr.PCIe | pciaddr.Auto
)

// connector tells how devices are plugged into the PCI buses of a machine.
// Source: qemuDomainDeviceCalculatePCIConnectFlags.
type connector struct {
	express pciaddr.Connect // devices that are PCI Express where the machine is
	virtio  pciaddr.Connect // modern virtio devices
	isa     bool            // there is an ISA bus and no PCI
	boards  bool            // interfaces of boards are known to have no place
}

func (r *resolver) connector() connector {
	c := connector{conventional, conventional, r.Profile.Adapt && r.dom.OS.Machine.V() == "isapc", r.Profile.Adapt && r.hasBoardNICs()}
	if root := r.at.At("pci", 0); root != nil && root.Model.V() == domain.PCIeRoot {
		c.express = expressOnly
		if r.Target.Has("virtio-pci.disable-legacy") {
			c.virtio = expressOnly
		}
	}
	return c
}

// connect is how d is plugged into a PCI bus; 0 where it is no PCI device.
func (c connector) connect(d domain.AnyDevice) pciaddr.Connect {
	switch d := d.(type) {
	case *domain.Controller:
		return c.controller(d)
	case *domain.Disk:
		if d.Target.Bus.V() == "virtio" {
			return c.virtioModel(d.Model.V())
		}
	case *domain.Filesystem:
		return c.filesystem(d)
	case *domain.Interface:
		return c.network(d)
	case *domain.Hostdev:
		return c.hostdev(d)
	case *domain.Memballoon:
		return c.virtioDevice(d.Model.V())
	case *domain.RNG:
		return c.virtioModel(d.Model.V())
	case *domain.Vsock:
		return c.virtioModel(d.Model.V())
	case *domain.Sound:
		return c.sound(d.Model.V())
	case *domain.Video:
		return c.video(d.Model.V())
	case *domain.Input:
		if d.Bus.V() == "virtio" {
			return c.virtioModel(d.Model.V())
		}
	case *domain.MemoryDevice:
		if m := d.Model.V(); m == "virtio-mem" || m == "virtio-pmem" {
			return c.virtio
		}
	}
	return c.fixed(d)
}

// fixed is how a device is plugged in whatever the machine is like.
func (c connector) fixed(d domain.AnyDevice) pciaddr.Connect {
	switch d := d.(type) {
	case *domain.Shmem, *domain.Pstore:
		return conventional
	case *domain.Watchdog:
		return conventionalIf(d.Model.V() == "i6300esb")
	case *domain.CharDevice:
		return conventionalIf(d.Target.Type.V() == "pci-serial")
	case *domain.Crypto:
		return conventionalIf(d.Model.V() == "virtio")
	case *domain.Panic:
		if d.Model.V() == "pvpanic" {
			return conventional | pciaddr.Integrated
		}
	case *domain.IOMMU:
		if d.Model.V() == "virtio" {
			return c.virtio | pciaddr.Integrated
		}
	}
	return 0
}

func conventionalIf(yes bool) pciaddr.Connect {
	if yes {
		return conventional
	}
	return 0
}

// virtioModel is how a virtio device is plugged in. Transitional ones work in
// conventional slots only.
func (c connector) virtioModel(model string) pciaddr.Connect {
	if model == "virtio-transitional" {
		return conventional
	}
	return c.virtio
}

// virtioDevice is like virtioModel for families that have other models, too.
func (c connector) virtioDevice(model string) pciaddr.Connect {
	switch model {
	case "virtio", "virtio-transitional", "virtio-non-transitional":
		return c.virtioModel(model)
	}
	return 0
}

func (c connector) controller(d *domain.Controller) pciaddr.Connect {
	switch d.Type.V() {
	case "pci":
		return pciaddr.TakenBy(d.Model.V())
	case "sata", "ide":
		return conventional
	case "virtio-serial":
		return c.virtioModel(d.Model.V())
	case "usb":
		return c.usb(d.Model.V())
	case "scsi":
		return c.scsi(d.Model.V())
	}
	return 0
}

func (c connector) usb(model string) pciaddr.Connect {
	switch model {
	case "nec-xhci", "qemu-xhci":
		return c.express
	case "none", "qusb1", "qusb2":
		return 0
	}
	return conventional
}

func (c connector) scsi(model string) pciaddr.Connect {
	switch model {
	case "virtio-scsi", "virtio-non-transitional":
		return c.virtio
	case "", "ncr53c90":
		return 0
	}
	return conventional
}

func (c connector) filesystem(d *domain.Filesystem) pciaddr.Connect {
	switch d.Driver.Type.V() {
	case "", "path", "handle":
		return c.virtioModel(d.Model.V())
	case "virtiofs":
		return c.virtio
	}
	return 0
}

// network takes interfaces that are host devices for PCI Express, too. One
// without a model is on a network of such, and libvirt takes the models that it
// has no names for to be without one (virDomainNetSetModelString).
func (c connector) network(d *domain.Interface) pciaddr.Connect {
	if d.Type.V() == domain.InterfaceHostdev {
		return c.express
	}
	switch d.Model.V() {
	case "usb-net":
		return 0
	case "ne2k_isa":
		return conventionalIf(!c.isa)
	case "smc91c111", "lan9118":
		return conventionalIf(!c.boards)
	case "virtio", "virtio-non-transitional":
		return c.virtio
	case "rtl8139", "e1000", "vmxnet3", "virtio-transitional", "spapr-vlan":
		return conventional
	}
	return c.express
}

// hostdev takes host devices for PCI Express: of those that can be assigned,
// nearly all are.
func (c connector) hostdev(d *domain.Hostdev) pciaddr.Connect {
	switch d.Type.V() {
	case domain.HostdevPCI:
		return c.express
	case domain.HostdevMdev:
		if d.Mdev.Model.V() == "vfio-pci" {
			return c.express
		}
	case domain.HostdevSCSIHost:
		return c.virtioModel(d.SCSIHost.Model.V())
	}
	return 0
}

func (c connector) sound(model string) pciaddr.Connect {
	switch model {
	case "es1370", "ac97", "ich6", "ich9":
		return conventional
	case "virtio":
		return c.virtio
	}
	return 0
}

func (c connector) video(model string) pciaddr.Connect {
	switch model {
	case "virtio":
		return c.virtio
	case "bochs":
		return c.express
	case "", "gop", "none", "ramfb":
		return 0
	case "cirrus", "vga":
		return conventionalIf(!c.isa)
	}
	return conventional
}
