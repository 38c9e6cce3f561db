package resolve

import (
	"testing"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

func TestGuest(t *testing.T) {
	for _, c := range []struct {
		why                string
		kind, osType, arch string // "" where the XML has none
		assumed            bool
		accelerator        string // "" where the domain is refused
		wantArch           qemu.Arch
		errors, notes      int
	}{
		{"as written today", "kvm", "hvm", "aarch64", false, "kvm", qemu.AArch64, 0, 0},
		{"no arch is the host's", "qemu", "hvm", "", false, "qemu", qemu.X86_64, 0, 0},
		{"of which a sysroot knows nothing", "qemu", "hvm", "", true, "qemu", qemu.X86_64, 0, 1},
		{"first proposal: kvm", "", "kvm", "x86_64", false, "kvm", qemu.X86_64, 0, 0},
		{"first proposal: qemu", "", "qemu", "ppc", false, "qemu", qemu.PPC, 0, 0},
		{"first proposal: kqemu", "", "kqemu", "x86_64", false, "kqemu", qemu.X86_64, 0, 0},
		{"first proposal: qvm86", "", "qvm86", "i686", false, "qvm86", qemu.I686, 0, 0},
		{"said twice", "kvm", "kvm", "x86_64", false, "kvm", qemu.X86_64, 0, 0},
		{"contradicted", "qemu", "kvm", "x86_64", false, "", "", 1, 0},
		{"another hypervisor's", "xen", "hvm", "x86_64", false, "", "", 1, 0},
		{"misspelt", "kmv", "hvm", "x86_64", false, "", "", 1, 0},
		{"none at all", "", "hvm", "x86_64", false, "", "", 1, 0},
	} {
		d, diag := &domain.Domain{Ref: source.Element(1)}, &source.Diags{}
		for v, s := range map[*source.Val[string]]string{&d.Type: c.kind, &d.OS.Type: c.osType, &d.OS.Arch: c.arch} {
			if s != "" {
				*v = source.Of(s, source.Element(2))
			}
		}
		accelerator, arch, ok := Guest(d, qemu.X86_64, c.assumed, diag)
		if ok != (c.accelerator != "") || ok && (accelerator != c.accelerator || arch != c.wantArch) {
			t.Errorf("%s: %s, %s, %t", c.why, accelerator, arch, ok)
		}
		if notes := len(diag.All()) - diag.Errors(); diag.Errors() != c.errors || notes != c.notes {
			t.Errorf("%s: %d errors and %d notes", c.why, diag.Errors(), notes)
		}
	}
}
