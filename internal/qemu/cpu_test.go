package qemu

import "testing"

func TestDefaultCPU(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		machine string
		tcg     bool
		want    string
	}{
		{"10.0", X86_64, "pc", true, "qemu64"},
		{"10.0", X86_64, "q35", false, "qemu64"},
		{"10.0", I686, "pc", true, "qemu32"},
		{"8.2", AArch64, "virt", true, "cortex-a15"},
		{"8.2", AArch64, "virt", false, ""},
		{"8.2", AArch64, "vexpress-a9", true, "cortex-a9"},
		{"10.0", S390X, "s390-ccw-virtio", true, "qemu"},
		{"10.0", S390X, "s390-ccw-virtio", false, "host"},
		{"7.1", PPC64, "pseries", true, "POWER9"},
		{"7.1", PPC64, "pseries-3.1", true, "POWER8"},
		{"9.1", PPC64LE, "pseries", true, "POWER10"},
		{"7.1", PPC64, "pseries", false, "host"},
		{"7.1", PPC64, "g3beige", true, "g3"},
		{"7.2", PPC, "mac99", true, ""},
		{"9.1", RISCV64, "virt", true, "rv64"},
		{"9.1", RISCV32, "virt", true, ""},
		{"8.2", LoongArch64, "virt", true, "la464"},
		{"10.0", X86_64, "no-such", true, ""},
	} {
		if got := target(c.version, c.arch).DefaultCPU(c.machine, c.tcg); got != c.want {
			t.Errorf("QEMU %s for %s: DefaultCPU(%q, tcg %t) = %q, want %q", c.version, c.arch, c.machine, c.tcg, got, c.want)
		}
	}
}

func TestCheckCPU(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		model   string
		why     string
	}{
		{"2.11", X86_64, "Cascadelake-Server", "-cpu Cascadelake-Server needs QEMU 3.1 or newer"},
		{"3.1", X86_64, "Cascadelake-Server", ""},
		{"4.0", X86_64, "Haswell-v2", "-cpu Haswell-v2 needs QEMU 4.1 or newer"},
		{"4.1", X86_64, "Haswell-v2", ""},
		{"2.11.1", X86_64, "Haswell-IBRS", ""},
		{"8.0", X86_64, "Icelake-Client", "-cpu Icelake-Client is gone since QEMU 7.1"},
		{"8.0", AArch64, "EPYC", "QEMU for aarch64 has no -cpu EPYC"},
		{"0.9.1", X86_64, "homebrew", ""},
		{"7.1", PPC64, "max", "-cpu max is gone since QEMU 7.1"},
	} {
		l, ok := target(c.version, c.arch).CheckCPU(c.model)
		if l.Why != c.why || ok != (c.why == "") {
			t.Errorf("QEMU %s for %s: CheckCPU(%q) = %q, %t; want %q", c.version, c.arch, c.model, l.Why, ok, c.why)
		}
	}
}
