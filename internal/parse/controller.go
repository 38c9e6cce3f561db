package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func controller(c Cursor) *domain.Controller {
	ctl := &domain.Controller{
		Device: device(c),
		Type:   c.Enum("type", "ide", "fdc", "scsi", "sata", "virtio-serial", "ccid", "usb", "pci", "xenbus", "isa").Or("default: controller type", "ide"),
		Index:  c.UintMax("index", 1<<31-1),
		Driver: controllerDriver(c.Child("driver")),
		Master: c.Child("master").UintMax("startport", 1<<32-1),
	}
	if models := controllerModels(ctl.Type.V()); models != nil {
		ctl.Model = c.Enum("model", models...)
	} else if model := c.Str("model"); model.IsSet() {
		c.r.diag.Error(source.UnknownValue, model.Ref(), "there are no models of %s controllers", ctl.Type.V())
	}
	c.single("model")
	c.single("target")
	switch ctl.Type.V() {
	case "virtio-serial":
		ctl.Ports, ctl.Vectors = c.UintMax("ports", 1<<31-1), c.UintMax("vectors", 1<<31-1)
	case "usb":
		ctl.Ports = positive(c, "ports", c.UintMax("ports", 1<<31-1))
	case "pci":
		pciController(c, ctl)
	}
	return ctl
}

// controllerModels are the models that a type of controller has, nil where it
// has none.
func controllerModels(kind string) []string {
	switch kind {
	case "ide":
		return []string{"piix3", "piix4", "ich6"}
	case "scsi":
		return []string{
			"auto", "buslogic", "lsilogic", "lsisas1068", "vmpvscsi", "ibmvscsi", "virtio-scsi", "lsisas1078",
			"virtio-transitional", "virtio-non-transitional", "ncr53c90", "dc390", "am53c974",
		}
	case "usb":
		return []string{
			"piix3-uhci", "piix4-uhci", "ehci", "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3",
			"vt82c686b-uhci", "pci-ohci", "nec-xhci", "qusb1", "qusb2", "qemu-xhci", "none",
		}
	case "pci":
		return domain.PCIModels
	case "virtio-serial":
		return []string{"virtio", "virtio-transitional", "virtio-non-transitional"}
	case "isa":
		return []string{"i82378"}
	}
	return nil
}

func controllerDriver(c Cursor) domain.ControllerDriver {
	return domain.ControllerDriver{
		Queues:     c.UintMax("queues", 1<<32-1),
		CmdPerLUN:  c.UintMax("cmd_per_lun", 1<<32-1),
		MaxSectors: c.UintMax("max_sectors", 1<<32-1),
		IOEventFD:  c.OnOff("ioeventfd"),
		IOThread:   c.UintMax("iothread", 1<<32-1),
		IOThreads:  ioThreadMappings(c.Child("iothreads")),
	}
}

// pciController reads what only PCI controllers have.
func pciController(c Cursor, ctl *domain.Controller) {
	if model := ctl.Model.V(); model == domain.PCIRoot || model == domain.PCIeRoot {
		ctl.PCIHole64 = c.Child("pcihole64").KiB()
	}
	ctl.ModelName = c.Child("model").Enum("name", "pci-bridge", "i82801b11-bridge", "ioh3420", "x3130-upstream",
		"xio3130-downstream", "pxb", "pxb-pcie", "pcie-root-port", "spapr-pci-host-bridge", "pcie-pci-bridge")
	t := c.Child("target")
	ctl.Target = domain.PCITarget{
		ChassisNr:  between(t, "chassisNr", t.Number("chassisNr", 255), 1),
		Chassis:    t.Number("chassis", 255),
		Port:       t.Number("port", 255),
		BusNr:      between(t, "busNr", t.Number("busNr", 254), 1),
		Index:      t.Number("index", 1<<31-1),
		Node:       t.Child("node").UintText(1<<31 - 1),
		Hotplug:    t.OnOff("hotplug"),
		MemReserve: t.Uint("memReserve"),
	}
}

// between is v where it is at least low; else that is reported.
func between(c Cursor, name string, v source.Val[uint64], low uint64) source.Val[uint64] {
	if v.IsSet() && v.V() < low {
		c.r.diag.Error(source.OutOfRange, v.Ref(), "attribute %s: %d is less than %d", name, v.V(), low)
		return source.Val[uint64]{}
	}
	return v
}
