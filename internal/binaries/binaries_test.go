package binaries

import (
	"slices"
	"testing"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// installed is a host with the programs at paths, those in /usr/bin on PATH.
func installed(paths ...string) Lookup {
	return Lookup{
		Path: func(name string) (string, bool) {
			p := "/usr/bin/" + name
			return p, slices.Contains(paths, p)
		},
		Exists: func(p string) bool { return slices.Contains(paths, p) },
	}
}

func given(s string) source.Val[string] { return source.Of(s, source.Element(1)) }

func TestFind(t *testing.T) {
	named := &domain.Domain{Devices: domain.Devices{Emulator: given("/opt/qemu/bin/qemu-system-x86_64")}}
	loader := &domain.Domain{OS: domain.OS{Loader: domain.Loader{Path: given("/home/x/kvm-devel/qemu-kvm")}}}
	both := &domain.Domain{Devices: named.Devices, OS: loader.OS}
	firmware := &domain.Domain{OS: domain.OS{Loader: domain.Loader{Path: given("/usr/share/seabios/bios.bin")}}}
	here := installed("/usr/bin/qemu-system-x86_64", "/usr/libexec/qemu-kvm")
	for _, c := range []struct {
		why      string
		query    Query
		look     Lookup
		path     string
		warnings int
	}{
		{"--emulator wins over all", Query{Domain: both, Override: "/x", Profile: profile.Run}, installed(), "/x", 0},
		{"<emulator> wins over <loader>", Query{Domain: both, Profile: profile.Libvirt}, here, "/opt/qemu/bin/qemu-system-x86_64", 0},
		{"libvirt runs what the XML names", Query{Domain: named, Profile: profile.Libvirt}, installed(), "/opt/qemu/bin/qemu-system-x86_64", 0},
		{"an emulator that is there stays", Query{Domain: named, Profile: profile.Run}, installed("/opt/qemu/bin/qemu-system-x86_64"), "/opt/qemu/bin/qemu-system-x86_64", 0},
		{"one that is missing is replaced", Query{Domain: named, Profile: profile.Run}, here, "/usr/bin/qemu-system-x86_64", 1},
		{"unless there is no other", Query{Domain: named, Profile: profile.Run}, installed(), "/opt/qemu/bin/qemu-system-x86_64", 1},
		{"a <loader> may be the emulator", Query{Domain: loader, Profile: profile.Libvirt}, here, "/home/x/kvm-devel/qemu-kvm", 0},
		{"or firmware", Query{Domain: firmware, Profile: profile.Libvirt}, here, "/usr/bin/qemu-system-x86_64", 0},
		{"nothing is found", Query{Domain: firmware, Profile: profile.Run}, installed(), "qemu-system-x86_64", 1},
		{"nor is anything needed here", Query{Domain: firmware, Profile: profile.Libvirt}, installed(), "/usr/bin/qemu-system-x86_64", 0},
		{"RHEL has it off PATH", Query{Domain: firmware, Accelerator: "kvm", Profile: profile.Run}, installed("/usr/libexec/qemu-kvm"), "/usr/libexec/qemu-kvm", 0},
	} {
		c.query.Arch, c.query.HostArch = qemu.X86_64, qemu.X86_64
		var diag source.Diags
		got := Find(c.query, c.look, &diag)
		if got.Path != c.path || diag.Warnings() != c.warnings {
			t.Errorf("%s: %s by %q with %d warnings, want %s with %d", c.why, got.Path, got.Reason, diag.Warnings(), c.path, c.warnings)
		}
	}
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		accelerator string
		arch, host  qemu.Arch
		version     string // "" where nothing asks for one
		want        []string
	}{
		{"qemu", qemu.X86_64, qemu.X86_64, "", []string{"qemu-system-x86_64"}},
		{"kvm", qemu.X86_64, qemu.X86_64, "", []string{"qemu-system-x86_64", "qemu-kvm", "kvm"}},
		{"kvm", qemu.X86_64, qemu.X86_64, "0.9.1", []string{"qemu-kvm", "kvm", "qemu-system-x86_64"}},
		{"kvm", qemu.I686, qemu.X86_64, "9.2", []string{"qemu-system-i386", "qemu-system-x86_64", "qemu-kvm", "kvm"}},
		{"qemu", qemu.I686, qemu.X86_64, "0.9.0", []string{"qemu", "qemu-system-i386", "qemu-system-x86_64"}},
		{"qemu", qemu.PPC, qemu.X86_64, "", []string{"qemu-system-ppc"}},
		{"qemu", qemu.PPC64LE, qemu.X86_64, "", []string{"qemu-system-ppc64le", "qemu-system-ppc64"}},
		{"kvm", qemu.ARMv7L, qemu.AArch64, "", []string{"qemu-system-aarch64", "qemu-system-arm"}},
	} {
		q := Query{Accelerator: c.accelerator, Arch: c.arch, HostArch: c.host}
		if c.version != "" {
			v, err := qemu.ParseVersion(c.version)
			if err != nil {
				t.Fatal(err)
			}
			q.Version = v
		}
		if got := candidates(q); !slices.Equal(got, c.want) {
			t.Errorf("%s guests of %s on %s, QEMU %q: %q, want %q", c.accelerator, c.arch, c.host, c.version, got, c.want)
		}
	}
}

func TestIsEmulator(t *testing.T) {
	for path, want := range map[string]bool{
		"/home/x/kvm-devel/qemu-kvm":             true,
		"/usr/bin/kvm":                           true,
		"/usr/local/bin/qemu-0.10.5":             true,
		"/usr/bin/xenner":                        true,
		"/usr/share/seabios/bios.bin":            false,
		"/usr/share/seabios/kvmvapic.bin":        false,
		"/usr/share/OVMF/OVMF_CODE.fd":           false,
		"/usr/lib/xen/boot/hvmloader":            false,
		"/usr/share/qemu/edk2-x86_64-code.qcow2": false,
	} {
		if got := IsEmulator(domain.Loader{Path: given(path)}); got != want {
			t.Errorf("%s: %t", path, got)
		}
	}
	if IsEmulator(domain.Loader{Path: given("/usr/bin/kvm"), Type: given("rom")}) {
		t.Error("a loader with a type is firmware")
	}
	if IsEmulator(domain.Loader{}) {
		t.Error("no loader is no emulator")
	}
}

// Only what an administrator has installed is run to ask for its version.
func TestMayAsk(t *testing.T) {
	for _, c := range []struct {
		choice Choice
		want   bool
	}{
		{Choice{Path: "/opt/x", Found: true}, true},
		{Choice{Path: "/usr/bin/qemu-system-x86_64"}, true},
		{Choice{Path: "/usr/libexec/qemu-kvm"}, true},
		{Choice{Path: "/nix/store/abc-qemu/bin/qemu-system-x86_64"}, true},
		{Choice{Path: "/nix/store/../../tmp/qemu-system-x86_64"}, false},
		{Choice{Path: "/tmp/qemu-system-x86_64"}, false},
		{Choice{Path: "/usr/bin/rm"}, false},
		{Choice{Path: "qemu-system-x86_64"}, false},
	} {
		if got := c.choice.MayAsk(); got != c.want {
			t.Errorf("%+v: %t", c.choice, got)
		}
	}
}
