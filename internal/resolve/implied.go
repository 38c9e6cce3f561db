package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// impliedControllers adds the controllers that the devices sit on and the XML
// doesn't have. Source: virDomainDefAddImplicitControllers.
func (r *resolver) impliedControllers() {
	r.hostdevUnits()
	for _, bus := range []string{"scsi", "fdc", "ide", "sata"} {
		r.diskControllers(bus)
	}
	r.usbControllers()
	r.virtioSerialControllers()
	r.smartcardControllers()
	r.hostdevSCSIControllers()
	r.checkIDE()
	for _, c := range r.dom.Devices.Controllers {
		if c.Type.V() == "scsi" {
			r.scsiModel(c)
		}
	}
}

// diskControllers adds the controllers of type bus up to the last that a disk
// sits on.
func (r *resolver) diskControllers(bus string) {
	var last *domain.Disk
	for _, d := range r.dom.Devices.Disks {
		if d.Target.Bus.V() != bus || !d.Address.Is(domain.AddressDrive) {
			continue
		}
		if last == nil || d.Address.Drive.Controller.V() > last.Address.Drive.Controller.V() {
			last = d
		}
	}
	if last != nil {
		r.controllersUpTo(bus, last.Address.Drive.Controller.V(), source.First(last.Address.Ref, last.Target.Dev.Ref()), source.Default("implied: controller of a disk", ""))
	}
}

// usbControllers adds the USB controllers that devices need or name and the XML
// lacks, unless it says that there is no USB. libvirt refuses such a domain.
func (r *resolver) usbControllers() {
	if c := r.at.At("usb", 0); !r.Profile.Adapt || c != nil && c.Model.V() == "none" {
		return
	}
	devices := usbDevices(&r.dom.Devices)
	for _, h := range r.dom.Devices.Hubs {
		devices = append(devices, &h.Device)
	}
	for _, d := range devices {
		bus := d.Address.USB.Bus.V()
		if r.hasUSB() && !d.Address.Is(domain.AddressUSB) || r.at.At("usb", bus) != nil {
			continue
		}
		if bus == 0 && r.is(qemu.HasBuiltinUSB) {
			r.addController("usb", 0, source.Default(boardUSB, "")).Ports = source.Default(boardUSB, uint64(1))
			continue
		}
		r.Diag.Warn(source.Invalid, source.First(d.Address.Ref, d.Ref), "there is no USB bus %d; it is added", bus).WithHint("add a USB controller with that index")
		model := r.autoUSBModel()
		if r.is(qemu.IsVirt) {
			model = r.firstUSBModel("qemu-xhci", "nec-xhci")
		}
		r.addController("usb", bus, source.Default("implied: controller of a USB bus", model))
	}
}

// mostControllers bounds how many controllers one address can make appear; no
// machine has slots for more.
const mostControllers = 1 << 13

// controllersUpTo adds the controllers of a type that are missing up to index
// last, which the item at wants.
func (r *resolver) controllersUpTo(kind string, last uint64, at source.Ref, model source.Val[string]) {
	if last >= mostControllers {
		r.Diag.Error(source.OutOfRange, at, "no machine has room for %d %s controllers", last+1, kind)
		return
	}
	for i := uint64(0); i <= last; i++ {
		if r.at.At(kind, i) == nil {
			r.addController(kind, i, model)
		}
	}
}

func (r *resolver) virtioSerialControllers() {
	const rule = "implied: controller of a virtio channel or console"
	for _, list := range [][]*domain.CharDevice{r.dom.Devices.Channels, r.dom.Devices.Consoles} {
		for _, c := range list {
			if c.Target.Type.V() == "virtio" {
				r.ensureController("virtio-serial", c.Address.VirtioSerial.Controller.V(), rule)
			}
		}
	}
}

// smartcardControllers puts the smart card readers that have no place on CCID
// controller 0, a slot each, and adds the controllers that are missing.
func (r *resolver) smartcardControllers() {
	next := uint64(0) // the slot after the last one used of controller 0
	for _, s := range r.dom.Devices.Smartcards {
		a := &s.Address
		if !a.Type.IsSet() {
			const rule = "address: next free CCID slot"
			a.Type = source.Default(rule, domain.AddressCCID)
			a.VirtioSerial = domain.VirtioSerialAddress{Controller: source.Default(rule, uint64(0)), Port: source.Default(rule, next)}
		}
		index := uint64(0)
		if a.Is(domain.AddressCCID) {
			if index = a.VirtioSerial.Controller.V(); index == 0 {
				next = max(next, a.VirtioSerial.Port.V()+1)
			}
		}
		r.ensureController("ccid", index, "implied: controller of a smart card reader")
	}
}

// namedSCSIControllers adds the controllers that host SCSI devices name, or the
// first, before any other: a controller without an index does not count as one
// of them yet. Source: virDomainDefParseXML.
func (r *resolver) namedSCSIControllers() {
	d := &r.dom.Devices
	r.at = domain.ControllerIndex{}
	for _, c := range d.Controllers {
		if c.Index.IsSet() {
			r.at.Add(c)
		}
	}
	for _, h := range d.Hostdevs {
		last, model := h.Address.Drive.Controller.V(), source.Default("implied: controller of a host SCSI device", "")
		if h.Type.V() != domain.HostdevSCSI || last >= mostControllers {
			continue
		}
		if c := r.at.At("scsi", last); c != nil {
			model = source.Of(c.Model.V(), model.Ref())
		}
		for i := uint64(0); i <= last; i++ {
			if r.at.At("scsi", i) == nil {
				c := impliedController("scsi", i, model)
				d.Controllers = append(d.Controllers, c)
				r.at.Add(c)
			}
		}
	}
}

// hostdevSCSIControllers adds the controllers that host SCSI devices sit on, of
// the model of the last of those that are there.
func (r *resolver) hostdevSCSIControllers() {
	var last *domain.Hostdev
	model := source.Default("implied: controller of a host SCSI device", "")
	for _, h := range r.dom.Devices.Hostdevs {
		index := h.Address.Drive.Controller.V()
		if h.Type.V() != domain.HostdevSCSI || last != nil && index <= last.Address.Drive.Controller.V() {
			continue
		}
		last = h
		if c := r.at.At("scsi", index); c != nil && c.Model.IsSet() {
			model = source.Of(c.Model.V(), model.Ref())
		}
	}
	if last != nil {
		r.controllersUpTo("scsi", last.Address.Drive.Controller.V(), source.First(last.Address.Ref, last.Ref), model)
	}
}
