package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// virtioMMIO puts the virtio devices of ARM and RISC-V boards on the platform
// bus where there is no PCI Express, or the XML has done so with one of them.
// Source: qemuDomainAssignVirtioMMIOAddresses.
func (r *resolver) virtioMMIO() {
	if !r.hasPlatformBus() {
		return
	}
	if r.hasPCIeRoot() && !r.hasMMIO() || !r.Target.Has("virtio-mmio") {
		return
	}
	for d := range r.dom.Devices.All() {
		if unplaced(d.Info()) && isVirtio(d) {
			d.Info().Address.Type = source.Default("address: virtio on the platform bus", domain.AddressVirtioMMIO)
		}
	}
	r.crowdedMMIO()
}

// hasPlatformBus tells whether virtio devices may be on the platform bus of the
// machine. libvirt knows no microvm.
func (r *resolver) hasPlatformBus() bool {
	arch, machine := r.Target.Arch, r.dom.OS.Machine.V()
	if machine == "microvm" {
		return r.Profile.Adapt
	}
	return (arch.IsARM() || arch.IsRISCV()) && (strings.HasPrefix(machine, "vexpress-") || r.is(qemu.IsVirt))
}

// crowdedMMIO leaves out what a guest runs well without where the platform bus
// has fewer slots than there are devices. libvirt writes them all, and QEMU ends.
func (r *resolver) crowdedMMIO() {
	slots, needed := qemu.VirtioSlots(r.dom.OS.Machine.V(), r.Target.Arch), r.countMMIO()
	if !r.Profile.Adapt || needed <= slots {
		return
	}
	d := &r.dom.Devices
	spare := func(what string, i *domain.Device) bool {
		if needed <= slots || !i.Address.Is(domain.AddressVirtioMMIO) {
			return false
		}
		needed--
		if i.Ref.Node() != 0 { // not one that libvirt adds by itself
			r.Diag.Warn(source.Invalid, i.Ref, "the machine %s has %d slots for virtio devices, too few by %d; the %s is left out", r.dom.OS.Machine.V(), slots, needed+1-slots, what).
				WithHint("remove it, or use machine='virt'").Inside(i.Ref)
		}
		return true
	}
	if d.Memballoon != nil && spare("memory balloon", &d.Memballoon.Device) {
		d.Memballoon = nil
	}
	d.RNGs = slices.DeleteFunc(d.RNGs, func(g *domain.RNG) bool { return spare("random number generator", &g.Device) })
	if needed > slots {
		r.Diag.Error(source.OutOfRange, source.First(r.dom.OS.Machine.Ref(), r.dom.OS.Ref, r.dom.Ref), "the machine %s has %d slots for virtio devices, and %d are needed", r.dom.OS.Machine.V(), slots, needed).
			WithHint("use fewer virtio devices, or machine='virt'")
	}
}

func (r *resolver) countMMIO() int {
	n := 0
	for d := range r.dom.Devices.All() {
		if d.Info().Address.Is(domain.AddressVirtioMMIO) {
			n++
		}
	}
	return n
}

func (r *resolver) hasMMIO() bool { return r.countMMIO() > 0 }
