package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// accelerators are the values of <domain type=...> that QEMU runs, of today and
// of 2007. Which of them a release still knows is for argv to say.
var accelerators = []string{"kvm", "qemu", "kqemu", "qvm86", "hvf"}

// otherHypervisors are domain types of libvirt that are none of QEMU's.
var otherHypervisors = []string{
	"xen", "linux", "lxc", "uml", "openvz", "vbox", "vmware", "hyperv", "phyp", "parallels", "bhyve", "vz", "test",
}

// Guest settles what kind of guest d is: its accelerator and its architecture.
// Everything else, the emulator first, rests on them.
//
// hostArch is the architecture of the host; assumed tells that it was not the
// host that said so. ok is false where QEMU runs no such guest.
func Guest(d *domain.Domain, hostArch qemu.Arch, assumed bool, diag *source.Diags) (accelerator string, arch qemu.Arch, ok bool) {
	before := diag.Errors()
	acceleratorOfType(d, diag)
	checkAccelerator(d, diag)
	if !d.OS.Arch.IsSet() {
		d.OS.Arch = source.Default("default: the host's architecture", string(hostArch))
		if assumed {
			diag.Note(source.Assumed, d.OS.Ref, "no architecture is given; %s is assumed", hostArch).
				WithHint("write <type arch='%s'>", hostArch)
		}
	}
	checkArch(d.OS.Arch, diag)
	return d.Type.V(), qemu.Arch(d.OS.Arch.V()), diag.Errors() == before
}

func checkArch(a source.Val[string], diag *source.Diags) {
	if slices.Contains(qemu.Arches, a.V()) {
		return
	}
	g := diag.Error(source.UnknownValue, a.Ref(), "unknown architecture %q", a.V()).WithHint("known architectures: %s", strings.Join(qemu.Arches, ", "))
	if near := source.Nearest(a.V(), qemu.Arches); near != "" {
		g.WithHint("did you mean %q?", near)
	}
}

// acceleratorOfType takes the accelerator from the text of <os><type>, where
// the first proposal for libvirt had it.
func acceleratorOfType(d *domain.Domain, diag *source.Diags) {
	t := d.OS.Type
	if !slices.Contains(accelerators, t.V()) {
		return
	}
	if d.Type.IsSet() && d.Type.V() != t.V() {
		diag.Error(source.Conflict, t.Ref(), "<type> says %s, but <domain> says type %s", t.V(), d.Type.V()).
			WithHint("write <type>hvm</type>; the accelerator stands on <domain>").Accounting(d.Type.Ref())
		d.OS.Type = source.Of("hvm", t.Ref())
		return
	}
	if !d.Type.IsSet() {
		d.Type = t
	}
	d.OS.Type = source.Of("hvm", t.Ref())
}

func checkAccelerator(d *domain.Domain, diag *source.Diags) {
	t := d.Type
	switch {
	case !t.IsSet():
		diag.Error(source.MissingValue, d.Ref, "<domain> needs the attribute type").WithHint("write <domain type='kvm'>, or 'qemu' for emulation")
	case slices.Contains(accelerators, t.V()):
	case slices.Contains(otherHypervisors, t.V()):
		diag.Error(source.NotQEMU, t.Ref(), "a domain of type %s is not run by QEMU", t.V()).
			WithHint("QEMU runs the types kvm, qemu and hvf")
	default:
		g := diag.Error(source.UnknownValue, t.Ref(), "unknown domain type %q", t.V()).WithHint("QEMU runs the types kvm, qemu and hvf")
		if near := source.Nearest(t.V(), accelerators); near != "" {
			g.WithHint("did you mean %q?", near)
		}
	}
}
