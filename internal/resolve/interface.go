package resolve

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (r *resolver) interfaces() {
	for i, n := range r.dom.Devices.Interfaces {
		if n.Type.V() == domain.InterfaceNetwork {
			r.lookUpNetwork(n)
		}
		r.interfaceMAC(n, i)
		r.interfaceModel(n)
		r.checkInterface(n)
	}
}

// interfaceMAC gives an interface without a MAC address one that stays the same
// from one translation to the next. libvirt draws the last three bytes at random
// and keeps them in the domain's definition; the prefix is that of QEMU.
func (r *resolver) interfaceMAC(n *domain.Interface, index int) {
	if n.MAC.IsSet() {
		return
	}
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s\x00%s\x00%d", r.dom.Name.V(), r.dom.UUID.V(), index)))
	n.MAC = source.Default("derived: MAC address from name, UUID and place", fmt.Sprintf("52:54:00:%02x:%02x:%02x", sum[0], sum[1], sum[2]))
	if n.Kind() != domain.InterfaceHostdev {
		r.Diag.Note(source.Derived, n.Ref, "the interface has no MAC address; it gets %s, from the domain's name and UUID and its place", n.MAC.V())
	}
}

// interfaceModel gives an interface without a model the one that libvirt chooses
// (qemuDomainDeviceNetDefPostParse).
func (r *resolver) interfaceModel(n *domain.Interface) {
	switch n.Kind() {
	case domain.InterfaceHostdev:
	case domain.InterfaceVDPA:
		n.Model.SetDefault("default: model of a vDPA interface", "virtio")
	default:
		n.Model.SetDefault("default: interface model of the machine", r.defaultInterfaceModel())
		r.knownNIC(n)
	}
}

// knownNIC warns of a model that no release has. libvirt hands it on as it is,
// and QEMU ends.
func (r *resolver) knownNIC(n *domain.Interface) {
	model, known := n.Model, qemu.NICs()
	if r.Profile.Adapt && r.Target.Arch.IsS390() {
		known = []string{"virtio-net-ccw", "virtio-net-pci"} // all that is built for it
	}
	if n.IsVirtio() || slices.Contains(known, model.V()) || r.hasBoardNICs() || !r.Target.Has("device") {
		return
	}
	const text = "QEMU is not known to have an interface of model %s"
	var d *source.Diag
	if r.Profile.Adapt {
		n.Model = source.Of(r.defaultInterfaceModel(), model.Ref())
		d = r.Diag.Warn(source.UnknownValue, model.Ref(), text+"; model %s takes its place", model.V(), n.Model.V())
	} else {
		d = r.Diag.Warn(source.UnknownValue, model.Ref(), text, model.V())
	}
	if near := source.Nearest(model.V(), append(known, "virtio")); near != "" {
		d.WithHint("did you mean %q?", near)
	}
}

// hasBoardNICs tells whether interfaces can be parts of the machine, which have
// models that no slot takes.
func (r *resolver) hasBoardNICs() bool {
	switch r.Target.Arch {
	case qemu.ARMv6L, qemu.ARMv7L, qemu.AArch64:
		return !r.is(qemu.IsARMVirt)
	case qemu.RISCV32, qemu.RISCV64:
		return !r.is(qemu.IsRISCVVirt)
	}
	return false
}

// defaultInterfaceModel is the model of interfaces on this machine, as
// qemuDomainDefaultNetModel has it.
func (r *resolver) defaultInterfaceModel() string {
	arch, machine := r.Target.Arch, r.dom.OS.Machine.V()
	switch {
	case arch.IsS390(), qemu.IsARMVirt(machine, arch), qemu.IsRISCVVirt(machine, arch), qemu.IsLoongArchVirt(machine, arch):
		return "virtio"
	case arch == qemu.ARMv6L, arch == qemu.ARMv7L, arch == qemu.AArch64:
		if machine == "versatilepb" {
			return "smc91c111"
		}
		return "lan9118"
	case r.Target.Has("rtl8139"):
		return "rtl8139"
	case r.Target.Has("e1000"):
		return "e1000"
	}
	return "virtio"
}
