package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// foreignIDE puts a disk on another bus where the machine has no IDE. libvirt
// refuses it.
func (r *resolver) foreignIDE(d *domain.Disk) {
	bus := r.insteadOfIDE()
	if !source.Is(d.Target.Bus, "ide") || bus == "" {
		return
	}
	ref := source.First(d.Target.Bus.Ref(), d.Target.Dev.Ref(), d.Ref)
	r.Diag.Warn(source.Invalid, ref, "the machine %s has no IDE; %s is on the bus %s", r.dom.OS.Machine.V(), d.Target.Dev.V(), bus).
		WithHint("write bus='%s'", bus).Inside(d.Address.Ref)
	d.Target.Bus = source.Of(bus, ref)
	d.Address = domain.Address{}
	if r.is(qemu.IsVirt) && r.at.At("scsi", 0) == nil && r.Target.Has("virtio-scsi-pci") {
		// The firmware of these machines does not boot from libvirt's default.
		r.addController("scsi", 0, source.Default("implied: controller of a disk", "virtio-scsi"))
	}
}

// insteadOfIDE is the bus that IDE disks are on where the profile adapts domains
// and the machine has no IDE: SATA where that is built in, else SCSI. It is ""
// where IDE disks stay what they are.
func (r *resolver) insteadOfIDE() string {
	switch {
	case !r.Profile.Adapt || r.is(qemu.HasBuiltinIDE) || !r.Target.Has("device"):
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
