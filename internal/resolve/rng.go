package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// rng completes a random number generator (virDomainRNGDefPostParse).
func (r *resolver) rng(g *domain.RNG) {
	b := &g.Backend
	if source.Is(b.Model, "random") {
		b.Path.SetDefault("default: source of randomness", "/dev/random")
	}
	r.zeroIsNone(&g.Rate.Period)
	if g.Rate.Period.IsSet() && !g.Rate.Bytes.IsSet() {
		r.Diag.Warn(source.NotTranslated, g.Rate.Period.Ref(), "a period limits nothing without bytes")
	}
}

// checkMemballoon refuses the balloon of another hypervisor.
func (r *resolver) checkMemballoon() {
	if m := r.dom.Devices.Memballoon; m != nil && source.Is(m.Model, "xen") {
		r.refuse("it is of model virtio", source.Invalid, m.Model.Ref(), "QEMU has no memory balloon of model xen").WithHint("write model='virtio'")
		m.Model = source.Of("virtio", m.Model.Ref())
	}
}

// checkNVRAM refuses the non-volatile memory of POWER guests elsewhere
// (qemuValidateDomainDeviceDefNVRAM).
func (r *resolver) checkNVRAM() {
	n := r.dom.Devices.NVRAM
	if n == nil {
		return
	}
	if !qemu.IsPSeries(r.dom.OS.Machine.V(), r.Target.Arch) {
		r.Diag.Error(source.Invalid, n.Ref, "only pseries machines have a device <nvram>")
	}
	if !takesAddress(&n.Device, domain.AddressSpaprVIO) {
		r.Diag.Error(source.Invalid, n.Address.Ref, "the device <nvram> takes an address of type %s", domain.AddressSpaprVIO)
	}
}
