package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// controllerOrder is the types of controllers in the order in which they are
// plugged in. Floppy controllers come with their drives, CCID controllers after
// the USB hubs. Source: qemuBuildControllersCommandLine.
var controllerOrder = []string{"pci", "usb", "scsi", "ide", "sata", "virtio-serial"}

func (b *builder) controllers() []*option.Option {
	opts := b.controllerGlobals()
	for _, c := range b.dom.Devices.Controllers {
		if c.Type.V() == "fdc" {
			b.noController(c, "floppy drives bring it along")
		}
	}
	for _, kind := range controllerOrder {
		opts = append(opts, b.controllersOf(kind)...)
	}
	return opts
}

// controllersOf are the controllers of one type.
func (b *builder) controllersOf(kind string) []*option.Option {
	var opts []*option.Option
	for _, c := range b.dom.Devices.Controllers {
		if c.Type.V() == kind {
			opts = append(opts, b.whole(func() []*option.Option { return b.controller(c) })...)
		}
	}
	return opts
}

// ccidControllers are the controllers of smart card readers, which sit on USB.
func (b *builder) ccidControllers() []*option.Option { return b.controllersOf("ccid") }

// controller is the -device of c, none where c is part of the machine.
func (b *builder) controller(c *domain.Controller) []*option.Option {
	switch {
	case b.builtin(c):
		b.noController(c, "a part of the machine")
		return nil
	case c.Type.V() == "usb" && c.Model.V() == "none":
		b.noController(c, "without a controller there is no USB")
		return nil
	case c.Model.V() == "piix3-uhci" && c.Index.V() == 0 && !b.Target.Has("device.piix3-usb-uhci"):
		// The board's own, which it has on demand.
		return []*option.Option{option.New("usb", c.Ref, c.Type.Ref(), c.Index.Ref(), c.Model.Ref())}
	}
	o := b.controllerDevice(c)
	if o == nil {
		return nil
	}
	o.Cite(c.Index.Ref())
	b.place(o, &c.Device)
	return []*option.Option{o}
}

// noController says why no option stands for c.
func (b *builder) noController(c *domain.Controller, why string) {
	if c.Ref.Node() == 0 {
		return
	}
	refs := append(c.Address.Refs(), c.Type.Ref(), c.Index.Ref(), c.Model.Ref(), c.ModelName.Ref(), c.Target.Index.Ref(), c.Alias.Ref())
	b.Diag.Info(source.AsDefault, c.Ref, "%s", why).Accounting(refs...)
}

// builtin tells whether the machine has c without being told.
// Source: qemuBuildSkipController.
func (b *builder) builtin(c *domain.Controller) bool {
	machine, arch := b.dom.OS.Machine.V(), b.Target.Arch
	switch c.Type.V() {
	case "pci":
		if c.Model.V() == domain.PCIRoot {
			return !isHostBridge(c) || c.Target.Index.V() == 0
		}
		return c.Model.V() == domain.PCIeRoot
	case "ide":
		return c.Index.V() == 0 && qemu.HasIDE(machine, arch)
	case "sata":
		return c.Index.V() == 0 && qemu.IsQ35(machine, arch)
	case "usb":
		return c.Index.V() == 0 && !c.Model.IsSet() && qemu.HasBuiltinUSB(machine, arch)
	case "scsi":
		return c.Index.V() == 0 && c.Model.V() == "ncr53c90" && qemu.HasBuiltinESP(machine, arch)
	}
	return false
}

// controllerID is QEMU's id of c. What the machine has built in keeps the name
// that QEMU gives it, whatever the user calls it.
func (b *builder) controllerID(c *domain.Controller) string {
	switch {
	case !b.builtin(c):
		return c.Alias.V()
	case c.Type.V() == "pci":
		return b.rootBus(c)
	case c.Type.V() == "scsi", c.Type.V() == "usb":
		return c.Alias.V()
	}
	return "ide"
}

// isHostBridge tells whether c is a PCI host bridge of a POWER guest.
func isHostBridge(c *domain.Controller) bool {
	return c.Model.V() == domain.PCIRoot && source.Is(c.ModelName, "spapr-pci-host-bridge")
}

// controllerDevice is the -device of c without its place; nil where there is none.
func (b *builder) controllerDevice(c *domain.Controller) *option.Option {
	switch c.Type.V() {
	case "pci":
		return b.pciController(c)
	case "usb":
		return b.usbController(c)
	case "scsi":
		return b.scsiController(c)
	case "sata":
		return option.Device("ahci", c.Ref, c.Type.Ref()).StrVal("id", c.Alias)
	case "ccid":
		return option.Device("usb-ccid", c.Ref, c.Type.Ref()).StrVal("id", c.Alias)
	case "virtio-serial":
		return b.virtioSerialController(c)
	}
	// Others are part of the machine, or come with their drives.
	return nil
}

func (b *builder) virtioSerialController(c *domain.Controller) *option.Option {
	o := b.virtio("virtio-serial", &c.Device, c.Model).Cite(c.Type.Ref())
	return o.StrVal("id", c.Alias).UintVal("max_ports", c.Ports).UintVal("vectors", c.Vectors)
}

// scsiDriver is QEMU's device for a model of SCSI controller that is not virtio,
// "" where QEMU has none.
func scsiDriver(model string) string {
	switch model {
	case "lsilogic":
		return "lsi"
	case "ibmvscsi":
		return "spapr-vscsi"
	case "lsisas1068":
		return "mptsas1068"
	case "lsisas1078":
		return "megasas"
	case "vmpvscsi":
		return "pvscsi"
	case "am53c974", "dc390":
		return model
	}
	return ""
}

func (b *builder) scsiController(c *domain.Controller) *option.Option {
	switch c.Model.V() {
	case "virtio-scsi", "virtio-transitional", "virtio-non-transitional":
		return b.virtioSCSI(c)
	}
	driver := scsiDriver(c.Model.V())
	if driver == "dc390" && b.Profile.WriteRefused {
		driver = "dc-390" // as libvirt misspells it
	}
	if driver == "" {
		b.Diag.Error(source.Invalid, c.Model.Ref(), "QEMU has no %s SCSI controller", c.Model.V()).WithHint("use virtio-scsi")
		return nil
	}
	return option.Device(driver, c.Ref, c.Type.Ref(), c.Model.Ref()).StrVal("id", c.Alias)
}

func (b *builder) virtioSCSI(c *domain.Controller) *option.Option {
	o := b.virtio("virtio-scsi", &c.Device, c.Model).Cite(c.Type.Ref())
	b.controllerIOThread(o, c)
	d := &c.Driver
	return o.BoolVal("ioeventfd", d.IOEventFD).StrVal("id", c.Alias).
		UintVal("num_queues", d.Queues).UintVal("cmd_per_lun", d.CmdPerLUN).UintVal("max_sectors", d.MaxSectors)
}

// controllerIOThread adds the threads that serve c's queues.
func (b *builder) controllerIOThread(o *option.Option, c *domain.Controller) {
	if t := c.Driver.IOThread; t.IsSet() {
		o.Str("iothread", ioThreadID(t), t.Ref())
	}
	if len(c.Driver.IOThreads) > 0 {
		o.Add("iothread-vq-mapping", queueMapping(c.Driver.IOThreads), c.Driver.IOThreads[0].Ref)
	}
}
