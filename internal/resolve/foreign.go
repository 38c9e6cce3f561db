package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hasIDE tells whether the machine has an IDE controller built in.
func (r *resolver) hasIDE() bool {
	if r.Profile.Adapt {
		return r.is(qemu.HasIDE)
	}
	return r.is(qemu.HasBuiltinIDE)
}

// foreignIDE puts a disk on another bus where the machine has no IDE, or no SATA
// either. libvirt refuses it, or QEMU ends.
func (r *resolver) foreignIDE(d *domain.Disk) {
	bus, own := r.insteadOfIDE(), d.Target.Bus.V()
	if _, _, named := domain.DiskName(d.Target.Dev.V()); !named || bus == "" || own != "ide" && (own != "sata" || !r.Target.Arch.IsS390()) {
		return
	}
	ref := source.First(d.Target.Bus.Ref(), d.Target.Dev.Ref(), d.Ref)
	r.Diag.Warn(source.Invalid, ref, "the machine %s has no bus %s; %s is on the bus %s", r.dom.OS.Machine.V(), own, d.Target.Dev.V(), bus).
		WithHint("write bus='%s'", bus).Inside(d.Address.Ref)
	d.Target.Bus = source.Of(bus, ref)
	d.Address = domain.Address{}
	if r.is(qemu.IsVirt) && r.at.At("scsi", 0) == nil && r.Target.Has("virtio-scsi-pci") {
		// The firmware of these machines does not boot from libvirt's default.
		r.addController("scsi", 0, source.Default("implied: controller of a disk", "virtio-scsi"))
	}
}

// foreignXen makes a paravirtual disk of Xen one of QEMU. libvirt refuses it.
func (r *resolver) foreignXen(d *domain.Disk) {
	if !r.Profile.Adapt || !source.Is(d.Target.Bus, "xen") {
		return
	}
	ref, v := source.First(d.Target.Bus.Ref(), d.Target.Dev.Ref(), d.Ref), &d.Driver
	said := r.Diag.Warn(source.Unsupported, ref, "QEMU has no disks on the bus xen; %s is on the bus virtio", d.Target.Dev.V()).
		WithHint("write bus='virtio'").Inside(d.Address.Ref)
	if v.Name.V() != "qemu" { // such as Xen's tap
		said.Accounting(v.Name.Ref())
		v.Name = source.Val[string]{}
	}
	d.Target.Bus = source.Of("virtio", ref)
	d.Address = domain.Address{}
}

// insteadOfIDE is the bus that IDE disks are on where the profile adapts domains
// and the machine has no IDE: SATA where that is built in, else SCSI. It is ""
// where IDE disks stay what they are.
func (r *resolver) insteadOfIDE() string {
	switch {
	case !r.Profile.Adapt || r.hasIDE() || !r.Target.Has("device"):
	case r.is(qemu.IsQ35):
		return "sata"
	case r.is(qemu.IsVirt) || r.is(qemu.IsPSeries) || r.is(qemu.IsS390CCW):
		return "scsi"
	}
	return ""
}

// dropIDE leaves out c, an IDE controller of a machine that has none, where its
// disks were put elsewhere; it tells whether it did.
func (r *resolver) dropIDE(c *domain.Controller) bool {
	if r.insteadOfIDE() == "" {
		return false
	}
	d := &r.dom.Devices
	r.Diag.Warn(source.Invalid, c.Ref, "the machine %s has no IDE; the controller is left out", r.dom.OS.Machine.V()).WithHint("remove the controller").Inside(c.Ref)
	d.Controllers = slices.DeleteFunc(slices.Clone(d.Controllers), func(other *domain.Controller) bool { return other == c })
	r.at = d.IndexControllers()
	return true
}

// foreignExpander refuses a root bus for PCI devices where root buses are those of
// PCI Express.
func (r *resolver) foreignExpander(c *domain.Controller) {
	const text, hint = "only i440FX machines take a pci-expander-bus", "q35 takes a pcie-expander-bus"
	ref := c.Model.Ref()
	if !r.Profile.Adapt || !r.is(qemu.IsQ35) {
		r.Diag.Error(source.Invalid, ref, text).WithHint(hint)
		return
	}
	said := r.Diag.Warn(source.Invalid, ref, text+"; it is a pcie-expander-bus").WithHint(hint)
	if source.Is(c.ModelName, r.pciDevice(c.Model.V())) {
		said.Accounting(c.ModelName.Ref())
		c.ModelName = source.Val[string]{}
	}
	c.Model = source.Of(domain.PCIeExpanderBus, ref)
}
