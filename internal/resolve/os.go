package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/source"
)

// otherOSTypes are the texts of <os><type> that libvirt knows of other
// hypervisors: containers and paravirtualised kernels.
var otherOSTypes = []string{"xen", "xenpvh", "linux", "uml", "exe"}

// os checks that what boots is a full machine, by its firmware or a kernel.
// Source: libvirt's virDomainDefParseXML and qemuValidateDomainDefBoot.
func (r *resolver) os() {
	r.checkACPITables()
	os := &r.dom.OS
	r.checkOSType(os.Type)
	if !os.Bootloader.IsZero() {
		r.Diag.Error(source.Invalid, os.Bootloader, "QEMU has no <bootloader>: that is Xen's").WithHint("remove it; the guest's disk has a boot loader of its own")
	}
	if os.Kernel.IsSet() {
		return
	}
	if os.Shim.IsSet() {
		r.Diag.Error(source.Invalid, os.Shim.Ref(), "<shim> needs a <kernel> to start").WithHint("add <kernel>, or remove <shim>")
	}
	for _, v := range []source.Val[string]{os.Initrd, os.Cmdline} {
		if v.IsSet() {
			r.Diag.Warn(source.Invalid, v.Ref(), "without a <kernel>, QEMU refuses what goes with one").WithHint("add <kernel>, or remove this")
		}
	}
}

func (r *resolver) checkOSType(t source.Val[string]) {
	switch {
	case !t.IsSet():
		r.Diag.Error(source.MissingValue, source.First(r.dom.OS.Ref, r.dom.Ref), "the <os> needs a <type>").WithHint("write <type>hvm</type>")
	case t.V() == "hvm":
	case slices.Contains(otherOSTypes, t.V()):
		r.Diag.Error(source.NotQEMU, t.Ref(), "a guest of <type>%s</type> is not run by QEMU", t.V()).WithHint("QEMU runs <type>hvm</type>")
	default:
		r.Diag.Error(source.UnknownValue, t.Ref(), "unknown os type %q", t.V()).WithHint("QEMU runs <type>hvm</type>")
	}
}

// checkACPITables refuses two tables of one type (virDomainDefParseBootAcpiOptions).
func (r *resolver) checkACPITables() {
	seen := map[string]bool{}
	for _, t := range r.dom.OS.ACPITables {
		if seen[t.Type.V()] {
			r.refuse("QEMU takes both", source.Duplicate, t.Type.Ref(), "there are two ACPI tables of type %s", t.Type.V())
		}
		seen[t.Type.V()] = true
	}
}
