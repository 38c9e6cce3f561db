package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// panics chooses the models of panic devices, and checks them.
func (r *resolver) panics() {
	seen := map[string]bool{}
	for _, p := range r.dom.Devices.Panics {
		if model := r.panicModel(); model != "" {
			p.Model.SetDefault("default: panic device of the machine", model)
		}
		if !p.Model.IsSet() {
			r.refuse("it gets a pvpanic", source.MissingValue, p.Ref, "this machine has no panic device of its own").WithHint("say which: model='pvpanic'")
			p.Model = source.Default("default: panic device where the machine has none", "pvpanic")
		}
		if model := p.Model.V(); seen[model] {
			r.Diag.Error(source.Duplicate, p.Ref, "a guest has one panic device of model %s only", model)
		}
		seen[p.Model.V()] = true
		r.checkPanic(p)
	}
}

// panicModel is the panic device of the machine, "" where it has none
// (qemuDomainDefaultPanicModel).
func (r *resolver) panicModel() string {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	switch {
	case qemu.IsPSeries(machine, arch):
		return "pseries"
	case arch.IsS390():
		return "s390"
	case arch.IsX86():
		return "isa"
	}
	return ""
}

// checkPanic refuses what libvirt refuses (qemuValidateDomainDefPanic).
func (r *resolver) checkPanic(p *domain.Panic) {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	address, fits := "", true
	switch p.Model.V() {
	case "s390":
		fits = arch.IsS390()
	case "hyperv":
		fits = arch.IsX86()
	case "pseries":
		fits = qemu.IsPSeries(machine, arch)
	case "isa":
		address, fits = domain.AddressISA, r.Target.Has("pvpanic")
	case "pvpanic":
		address, fits = domain.AddressPCI, r.Target.Has("pvpanic-pci")
	}
	if !fits {
		r.Diag.Error(source.Invalid, p.Model.Ref(), "this machine has no panic device of model %s", p.Model.V())
	}
	if !takesAddress(&p.Device, address) {
		r.refuse("another is chosen", source.Invalid, p.Address.Ref, "a panic device of model %s can't have this address", p.Model.V()).Inside(p.Address.Ref)
		p.Address = domain.Address{}
	}
}
