package qemu

import "testing"

func TestCheckFlag(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		flag    string
		want    Lack
	}{
		{"9.0", X86_64, "no-hpet", Lack{"-no-hpet is gone since QEMU 9.0", "write -machine hpet=off"}},
		{"8.2", X86_64, "no-hpet", Lack{}},
		{"8.2", S390X, "no-hpet", Lack{Why: "QEMU for s390x has no -no-hpet"}},
		{"0.9.0", X86_64, "drive", Lack{Why: "-drive needs QEMU 0.9.1 or newer"}},
		{"2.8", X86_64, "blockdev", Lack{Why: "-blockdev needs QEMU 2.9 or newer"}},
		{"10.0", X86_64, "homebrew", Lack{}},
		{"0.9.1", X86_64, "no-kvm", Lack{Why: "-no-kvm needs QEMU 1.3 or newer"}},
		{"0.12", X86_64, "pcidevice", Lack{Why: "-pcidevice is of the forks for KVM only"}},
	} {
		l, ok := target(c.version, c.arch).CheckFlag(c.flag)
		if l != c.want || ok != (c.want == Lack{}) {
			t.Errorf("QEMU %s for %s: CheckFlag(%q) = %+v, %t; want %+v", c.version, c.arch, c.flag, l, ok, c.want)
		}
	}
}

func TestForksHaveTheirOwn(t *testing.T) {
	for _, c := range []struct {
		version string
		fork    Fork
		feature Feature
		want    bool
	}{
		{"0.9.1", Fork{KVM: true, Number: 72}, "no-kvm", true},
		{"0.9.1", Fork{KVM: true, Number: 72}, "incoming.stdio", true},
		{"0.9.1", Fork{KVM: true, Number: 72}, "incoming.tcp", false},
		{"0.9.1", Fork{KVM: true, Number: 80}, "incoming.exec", true},
		{"0.9.1", Fork{KVM: true, Number: 80}, "incoming.stdio", false},
		{"0.12.1", Fork{KVM: true}, "pcidevice", true},
		{"0.15", Fork{KVM: true}, "pcidevice", false},
		{"0.12.1", Fork{}, "drive.boot", false},
		{"0.12.1", Fork{}, "device", true},
	} {
		tg := target(c.version, X86_64)
		tg.Fork = c.fork
		if got := tg.Has(c.feature); got != c.want {
			t.Errorf("QEMU %s, fork %+v: Has(%q) = %t", c.version, c.fork, c.feature, got)
		}
	}
}

func TestCheckAccelerator(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		name    string
		want    Lack
	}{
		{"0.9.1", X86_64, "kqemu", Lack{}},
		{"0.12", X86_64, "kqemu", Lack{"accelerator kqemu is gone since QEMU 0.12", "write -accel kvm"}},
		{"8.2", X86_64, "hax", Lack{"accelerator hax is gone since QEMU 8.2", "write -accel whpx on Windows, -accel hvf on macOS"}},
		{"7.2", X86_64, "qvm86", Lack{"accelerator qvm86 is gone since QEMU 0.9.0", "write -accel kvm"}},
		{"0.9.1", X86_64, "kvm", Lack{Why: "accelerator kvm needs QEMU 0.10 or newer"}},
		{"10.0", S390X, "hvf", Lack{Why: "QEMU for s390x has no accelerator hvf"}},
		{"10.0", X86_64, "warp", Lack{Why: "QEMU has no accelerator warp"}},
	} {
		if l, ok := target(c.version, c.arch).CheckAccelerator(c.name); l != c.want || ok != (c.want == Lack{}) {
			t.Errorf("QEMU %s for %s: CheckAccelerator(%q) = %+v, %t; want %+v", c.version, c.arch, c.name, l, ok, c.want)
		}
	}
}
