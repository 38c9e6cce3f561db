package resolve

import (
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// machine settles the machine type: the architecture's own where the XML names
// none, and the version that an alias stands for.
func (r *resolver) machine() {
	os := &r.dom.OS
	if os.Machine.V() == "" { // libvirt takes an empty name for none
		os.Machine = source.Of(qemu.DefaultMachine(r.Target.Arch), os.Machine.Ref().Or("default: machine of "+string(r.Target.Arch)))
	}
	name := os.Machine.V()
	m, ok := r.Target.Machine(name)
	sibling, hasSibling := r.Target.Sibling(name)
	switch {
	case name == "":
		r.Diag.Error(source.MissingValue, source.First(os.Ref, r.dom.Ref), "no machine is known for %s guests", r.Target.Arch).
			WithHint("write <type arch='%s' machine='...'>", r.Target.Arch)
		os.Machine = source.Val[string]{}
	case !ok && r.Profile.Adapt && hasSibling:
		r.Diag.Warn(source.Replaced, os.Machine.Ref(), "QEMU %s has no machine %s; its %s takes the place", r.Target.Version, name, sibling)
		os.Machine = source.Of(sibling, os.Machine.Ref())
	case !ok && !r.Profile.Adapt && r.Target.LacksMachine(name):
		r.Diag.Error(source.NeedsQEMU, os.Machine.Ref(), "QEMU %s for %s guests has no machine %s", r.Target.Version, r.Target.Arch, name).
			WithHint("%s -machine help lists those that there are", "qemu-system-"+r.Target.Arch.System())
	case !ok:
		r.Diag.Warn(source.NeedsQEMU, os.Machine.Ref(), "QEMU %s for %s guests is not known to have the machine %s", r.Target.Version, r.Target.Arch, name).
			WithHint("%s -machine help lists those that there are", "qemu-system-"+r.Target.Arch.System())
	case !r.Profile.KeepMachineAlias && m.Name != name:
		os.Machine = source.Of(m.Name, os.Machine.Ref())
	}
}

// is tells whether the domain's machine is of the kind that the predicate kind,
// one of package qemu's, knows.
func (r *resolver) is(kind func(machine string, a qemu.Arch) bool) bool {
	return kind(r.dom.OS.Machine.V(), r.Target.Arch)
}
