package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkCharDevices refuses what libvirt refuses of the guest side
// (qemuValidateDomainChrTargetDef, qemuValidateDomainChrDef).
func (r *resolver) checkCharDevices() {
	d := &r.dom.Devices
	for _, c := range d.Serials {
		r.checkSerial(c)
	}
	if arch := r.Target.Arch; arch.IsS390() || qemu.IsPSeries(r.dom.OS.Machine.V(), arch) {
		for _, c := range d.Parallels {
			r.Diag.Error(source.Invalid, c.Ref, "%s guests have no parallel ports", arch)
		}
	}
	for _, c := range d.Consoles {
		r.checkConsole(c)
	}
	for _, c := range d.Channels {
		r.checkChannel(c)
	}
	for _, list := range [][]*domain.CharDevice{d.Serials, d.Parallels, d.Consoles} {
		for _, c := range list {
			r.checkSpiceVMC(c, false)
		}
	}
	for _, c := range d.Channels {
		r.checkSpiceVMC(c, source.Is(c.Target.Type, "virtio"))
	}
}

// checkSpiceVMC refuses the agent of SPICE on anything but a virtio channel
// (virDomainChrDefParseXML).
func (r *resolver) checkSpiceVMC(c *domain.CharDevice, onVirtio bool) {
	if source.Is(c.Source.Type, domain.CharSpiceVMC) && !onVirtio {
		r.refuse("it may not find this one", source.Invalid, c.Source.Type.Ref(), "the agent of SPICE, spicevmc, needs a virtio channel").
			WithHint("write <channel type='spicevmc'><target type='virtio' name='%s'/></channel>", spiceAgent)
	}
}

// serialAddress is the type of address that a type of serial device takes, ""
// where it takes none.
func serialAddress(kind string) string {
	switch kind {
	case "isa-serial", "isa-debug":
		return domain.AddressISA
	case "usb-serial":
		return domain.AddressUSB
	case "pci-serial":
		return domain.AddressPCI
	case "spapr-vio-serial":
		return domain.AddressSpaprVIO
	}
	return ""
}

// serialType is the type that a model of serial device belongs to; "" where the
// model is not known.
func serialType(model string) string {
	switch model {
	case "isa-serial", "usb-serial", "pci-serial":
		return model
	case "spapr-vty":
		return "spapr-vio-serial"
	case "pl011", "16550a":
		return "system-serial"
	case "sclpconsole", "sclplmconsole":
		return "sclp-serial"
	case "isa-debugcon":
		return "isa-debug"
	}
	return ""
}

func (r *resolver) checkSerial(c *domain.CharDevice) {
	t := &c.Target
	if kind, ok := t.Type.Get(); ok && c.Address.Type.IsSet() {
		switch want := serialAddress(kind); {
		case want == "":
			r.Diag.Error(source.Invalid, c.Address.Ref, "a serial device of type %s has no address", kind)
		case !c.Address.Is(want):
			r.Diag.Error(source.Invalid, c.Address.Type.Ref(), "a serial device of type %s takes an address of type %s", kind, want)
		}
	}
	if want := serialType(t.Model.V()); want != "" && t.Type.V() != want {
		r.Diag.Error(source.Invalid, t.Model.Ref(), "model %s is one of type %s", t.Model.V(), want)
		return
	}
	if !r.hasSerial(t) {
		r.refuse("it gets the machine's own", source.Invalid, firstRef(t.Type.Ref(), c.Ref), "a serial device of type %s and model %s does not exist on this machine",
			t.Type.V(), t.Model.V()).WithHint("leave the <target> out to have the machine's own").Accounting(t.Model.Ref()).Inside(t.Ref, c.Address.Ref)
		t.Type, t.Model, c.Address = source.Val[string]{}, source.Val[string]{}, domain.Address{}
		r.serial(c)
	}
}

// hasSerial tells whether the machine knows serial devices of that type and model.
func (r *resolver) hasSerial(t *domain.CharTarget) bool {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	switch t.Type.V() {
	case "system-serial":
		switch t.Model.V() {
		case "pl011":
			return qemu.IsARMVirt(machine, arch)
		case "16550a":
			return qemu.IsRISCVVirt(machine, arch) || qemu.IsLoongArchVirt(machine, arch)
		}
	case "spapr-vio-serial":
		return qemu.IsPSeries(machine, arch)
	case "sclp-serial":
		return arch.IsS390()
	}
	return true
}

// firstRef is the first of refs that is somewhere in the XML, else the last.
func firstRef(refs ...source.Ref) source.Ref {
	for _, ref := range refs {
		if ref.Node() != 0 {
			return ref
		}
	}
	return refs[len(refs)-1]
}

// checkConsole refuses the consoles of other hypervisors and architectures.
func (r *resolver) checkConsole(c *domain.CharDevice) {
	t := c.Target.Type
	switch t.V() {
	case "serial":
	case "virtio":
		if c.Address.Type.IsSet() && !slices.Contains([]string{domain.AddressVirtioSerial, domain.AddressCCW, domain.AddressVirtioMMIO}, c.Address.Type.V()) {
			r.refuse("another is chosen", source.Invalid, c.Address.Type.Ref(), "a virtio console takes an address of type %s", domain.AddressVirtioSerial).Inside(c.Address.Ref)
			c.Address = domain.Address{}
		}
	case "sclp", "sclplm":
		if !r.Target.Arch.IsS390() {
			r.Diag.Error(source.Invalid, t.Ref(), "consoles of type %s are those of s390 guests", t.V())
		}
	case "":
		r.Diag.Error(source.MissingValue, c.Ref, "only the first console can go without a target type").
			WithHint("write <target type='virtio'/>")
	default:
		r.Diag.Error(source.Invalid, t.Ref(), "QEMU has no consoles of type %s", t.V())
	}
}

func (r *resolver) checkChannel(c *domain.CharDevice) {
	t := &c.Target
	switch t.Type.V() {
	case "guestfwd":
	case "virtio":
		if source.Is(c.Source.Type, domain.CharSpiceVMC) && !source.Is(t.Name, spiceAgent) {
			r.Diag.Error(source.Invalid, t.Name.Ref(), "a channel of type spicevmc is called %s", spiceAgent)
		}
		r.ownPlace(&c.Device, domain.AddressVirtioSerial)
	case "xen":
		r.Diag.Error(source.Invalid, t.Type.Ref(), "QEMU has no channels of type xen")
	default:
		r.Diag.Error(source.MissingValue, firstRef(t.Ref, c.Ref), "a channel needs a target type").WithHint("write <target type='virtio' name='...'/>")
	}
}
