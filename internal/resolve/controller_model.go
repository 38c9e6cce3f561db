package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// controllers gives the controllers of the XML their default models, and refuses
// what can't be. Source: qemuDomainControllerDefPostParse.
func (r *resolver) controllers() {
	r.dropUSB()
	for _, c := range r.dom.Devices.Controllers {
		switch c.Type.V() {
		case "scsi":
			r.scsiModel(c)
		case "usb":
			r.usbController(c)
		}
	}
	r.checkControllers()
}

func (r *resolver) scsiModel(c *domain.Controller) {
	if model := r.defaultSCSIModel(); r.Profile.Adapt && source.Is(c.Model, "ibmvscsi") && !r.is(qemu.IsPSeries) && model != "" {
		r.Diag.Warn(source.Replaced, c.Model.Ref(), "only pseries machines have an ibmvscsi; a %s is put in its place", model)
		c.Model = source.Of(model, c.Model.Ref())
	}
	if c.Model.IsSet() && c.Model.V() != "auto" {
		return
	}
	const rule = "default: SCSI controller model"
	model := r.defaultSCSIModel()
	if model == "" {
		r.Diag.Error(source.MissingValue, c.Ref, "there is no default model of SCSI controller for this machine").
			WithHint("name one, such as model=\"virtio-scsi\"")
		return
	}
	c.Model = source.Of(model, c.Model.Ref().Or(rule))
}

// defaultSCSIModel is qemuDomainDefaultSCSIControllerModel: lsilogic goes before
// virtio-scsi because guests have always had it.
func (r *resolver) defaultSCSIModel() string {
	switch arch := r.Target.Arch; {
	case r.is(qemu.HasBuiltinESP):
		return "ncr53c90"
	case r.is(qemu.IsPSeries):
		return "ibmvscsi"
	case arch.IsS390(), arch.IsLoongArch():
		return "virtio-scsi"
	case r.Target.Has("lsi"):
		return "lsilogic"
	case r.Target.Has("virtio-scsi-pci"):
		return "virtio-scsi"
	}
	return ""
}

// dropUSB drops USB controllers that nothing sits on from machines that have no
// PCI for them. libvirt passes them on, and QEMU ends.
func (r *resolver) dropUSB() {
	d := &r.dom.Devices
	if !r.Profile.Adapt || r.hasPCI() || len(usbDevices(d))+len(d.Hubs) > 0 {
		return
	}
	d.Controllers = slices.DeleteFunc(d.Controllers, func(c *domain.Controller) bool {
		drop := c.Type.V() == "usb" && c.Model.V() != "none"
		if drop {
			r.Diag.Warn(source.Invalid, source.First(c.Type.Ref(), c.Ref), "the machine %s has no PCI bus for a USB controller; it is left out", r.dom.OS.Machine.V()).
				WithHint("remove the controller").Inside(c.Ref)
		}
		return drop
	})
	r.at = d.IndexControllers()
}

// boardUSB is the rule that boards have a USB controller of one port.
const boardUSB = "board: USB controller"

// builtinUSB tells whether c stands for the USB controller that the machine has
// built in.
func (r *resolver) builtinUSB(c *domain.Controller) bool {
	return c.Index.V() == 0 && !c.Model.IsSet() && r.is(qemu.HasBuiltinUSB)
}

// hasPCI tells whether the machine has a PCI bus, be it one that libvirt does not
// know of.
func (r *resolver) hasPCI() bool {
	switch arch := r.Target.Arch; {
	case arch.IsARM():
		return r.is(qemu.SupportsPCI) || strings.HasPrefix(r.dom.OS.Machine.V(), "realview-eb")
	case arch.IsX86(), arch.IsPPC64():
		return r.at.At("pci", 0) != nil
	}
	return true
}

func (r *resolver) usbController(c *domain.Controller) {
	if r.Profile.Adapt && r.builtinUSB(c) {
		c.Ports = source.Default(boardUSB, uint64(1))
		return
	}
	if model := r.defaultUSBModel(); !c.Model.IsSet() && model != "" {
		c.Model = source.Default("default: USB controller model", model)
	}
	const mostPorts = 15 // XHCI_MAXPORTS_3 in QEMU's hw/usb/hcd-xhci.h
	xhci := c.Model.V() == "nec-xhci" || c.Model.V() == "qemu-xhci"
	if c.Model.IsSet() && c.Ports.IsSet() && !xhci {
		r.refuse("it is left out", source.Invalid, c.Ports.Ref(), "the number of ports of a %s controller is fixed", c.Model.V()).WithHint("use qemu-xhci")
	}
	switch c.Model.V() {
	case "none":
		if c.Address.Ref.Node() != 0 {
			r.Diag.Info(source.NoMeaning, c.Address.Ref, "without a controller there is no place").Accounting(c.Address.Refs()...)
		}
		c.Address = domain.Address{}
	case "qusb1", "qusb2":
		r.Diag.Error(source.Invalid, c.Model.Ref(), "USB controller model %s is Xen's alone", c.Model.V()).WithHint("use qemu-xhci")
	case "vt82c686b-uhci":
		if !r.Target.Has(usbFeature(c.Model.V())) {
			r.Diag.Error(source.NeedsQEMU, c.Model.Ref(), "QEMU %s has no USB controller %s for %s", r.Target.Version, c.Model.V(), r.Target.Arch).WithHint("use qemu-xhci")
		}
	case "nec-xhci", "qemu-xhci":
		if c.Ports.V() > mostPorts {
			r.Diag.Error(source.OutOfRange, c.Ports.Ref(), "a %s controller has at most %d ports", c.Model.V(), mostPorts)
		}
	}
}

// defaultUSBModel is the model of a USB controller that the XML names without
// one, "" where QEMU is left to choose. Source: qemuDomainDefaultUSBControllerModel.
func (r *resolver) defaultUSBModel() string {
	switch arch := r.Target.Arch; {
	case arch.IsS390():
		return "none"
	case arch.IsARM(), arch.IsLoongArch():
		return r.firstUSBModel("qemu-xhci", "nec-xhci")
	case arch.IsPPC64() && r.Profile.NewDomain:
		return r.firstUSBModel("qemu-xhci", "nec-xhci", "pci-ohci")
	case arch.IsPPC64():
		return r.firstUSBModel("pci-ohci")
	}
	return r.firstUSBModel("piix3-uhci")
}

// autoUSBModel is the model of the USB controller that a machine gets unasked,
// none where no model will do. Source: qemuDomainDefaultUSBControllerModelAutoAdded.
func (r *resolver) autoUSBModel() string {
	model := ""
	switch {
	case r.is(qemu.IsQ35):
		model = r.firstUSBModel("qemu-xhci", "nec-xhci", "ich9-ehci1")
	case r.Target.Arch.IsARM():
		model = r.firstUSBModel("pci-ohci")
	default:
		model = r.defaultUSBModel()
	}
	if model == "" {
		return "none"
	}
	return model
}

// firstUSBModel is the first of models that the target has, "" where it has none.
func (r *resolver) firstUSBModel(models ...string) string {
	for _, model := range models {
		if r.Target.Has(usbFeature(model)) {
			return model
		}
	}
	return ""
}

// usbFeature is what a target must have for a USB controller of the given model.
func usbFeature(model string) qemu.Feature {
	switch model {
	case "qemu-xhci":
		return "qemu-xhci"
	case "nec-xhci":
		return "nec-usb-xhci"
	case "pci-ohci":
		return "pci-ohci"
	case "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3":
		return "ich9-usb-ehci1"
	case "ehci":
		return "usb-ehci"
	}
	return qemu.Feature(model[:len(model)-len("uhci")] + "usb-uhci")
}
