package qemu

import "testing"

func TestMachineAliases(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		name    string
		want    string
	}{
		{"10.0.2", X86_64, "pc", "pc-i440fx-10.0"},
		{"10.0.2", X86_64, "q35", "pc-q35-10.0"},
		{"6.2", I686, "pc", "pc-i440fx-6.2"},
		{"1.3", X86_64, "pc", "pc-1.3"},
		{"0.11", X86_64, "pc", "pc-0.11"},
		{"0.9.1", X86_64, "pc", "pc"},
		{"4.2", X86_64, "pc-q35-4.0.1", "pc-q35-4.0.1"},
		{"4.2", X86_64, "pc-q35-5.0", ""},
		{"10.0", X86_64, "pc-i440fx-2.4", "pc-i440fx-2.4"},
		{"10.0", X86_64, "pc-i440fx-2.1", ""},
		{"11.1", X86_64, "pc-q35-5.1", ""},
		{"11.1", X86_64, "pc-q35-5.2", "pc-q35-5.2"},
		{"9.0", X86_64, "pc-q35-rhel9.4.0", "pc-q35-rhel9.4.0"},
		{"4.0", X86_64, "pc-0.12", "pc-0.12"},
		{"5.0", X86_64, "pc-0.15", ""},
		{"10.0", X86_64, "virt", ""},
		{"10.0", X86_64, "pc-i440fx-9.3", ""},
		{"2.12", X86_64, "rhel6.5.0", "rhel6.5.0"},
		{"8.2", AArch64, "virt", "virt-8.2"},
		{"2.3", ARMv7L, "virt", "virt"},
		{"9.2", AArch64, "borzoi", ""},
		{"7.1", PPC64LE, "pseries", "pseries-7.1"},
		{"7.1", PPC64, "pseries-2.12-sxxm", "pseries-2.12-sxxm"},
		{"7.1", PPC64, "powernv", "powernv9"},
		{"10.0", S390X, "s390-ccw-virtio-2.8", ""},
		{"9.2", S390X, "s390-ccw-virtio-2.8", "s390-ccw-virtio-2.8"},
		{"9.1", RISCV64, "virt", "virt"},
		{"6.2", SPARC, "SS-5", "SS-5"},
		{"5.0", "mips64el", "fulong2e", "fulong2e"},
		{"5.0", "alpha", "malta", ""},
	} {
		m, ok := target(c.version, c.arch).Machine(c.name)
		if m.Name != c.want || ok != (c.want != "") {
			t.Errorf("QEMU %s for %s: Machine(%q) = %q, %t; want %q", c.version, c.arch, c.name, m.Name, ok, c.want)
		}
	}
}

func TestMachineFacts(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		name    string
		want    Machine
	}{
		{"10.0", X86_64, "pc-q35-8.2", Machine{
			Name: "pc-q35-8.2", MaxCPUs: 1024, HotplugCPUs: true,
			DefaultCPU: "qemu64-x86_64-cpu", DefaultRAMID: "pc.ram", ACPI: true,
		}},
		{"10.0", I686, "pc-i440fx-5.0", Machine{
			Name: "pc-i440fx-5.0", Deprecated: true, MaxCPUs: 255, HotplugCPUs: true,
			DefaultCPU: "qemu32-i386-cpu", DefaultRAMID: "pc.ram", NUMAMem: true, ACPI: true,
		}},
		{"7.1", PPC64, "pseries-3.1", Machine{
			Name: "pseries-3.1", MaxCPUs: 2147483647, HotplugCPUs: true,
			DefaultCPU: "power8_v2.0-powerpc64-cpu", DefaultRAMID: "ppc_spapr.ram", NUMAMem: true,
		}},
		{"8.2", AArch64, "virt", Machine{
			Name: "virt-8.2", Alias: "virt", MaxCPUs: 512,
			DefaultCPU: "cortex-a15-arm-cpu", DefaultRAMID: "mach-virt.ram", ACPI: true,
		}},
		{"10.0", S390X, "s390-ccw-virtio", Machine{
			Name: "s390-ccw-virtio-10.0", Alias: "s390-ccw-virtio", Default: true, MaxCPUs: 248, HotplugCPUs: true,
			DefaultCPU: "qemu-s390x-cpu", DefaultRAMID: "s390.ram",
		}},
		{"7.2", PPC, "ref405ep", Machine{Name: "ref405ep", MaxCPUs: 1, DefaultRAMID: "ppc405.ram"}},
	} {
		if got, _ := target(c.version, c.arch).Machine(c.name); got != c.want {
			t.Errorf("QEMU %s for %s: Machine(%q) =\n%+v, want\n%+v", c.version, c.arch, c.name, got, c.want)
		}
	}
}

func TestMachineKinds(t *testing.T) {
	for _, c := range []struct {
		kind    string
		is      func(string, Arch) bool
		machine string
		arch    Arch
		want    bool
	}{
		{"IsI440FX", IsI440FX, "pc-1.3", X86_64, true},
		{"IsI440FX", IsI440FX, "rhel6.0.0", I686, true},
		{"IsI440FX", IsI440FX, "pc-q35-9.0", X86_64, false},
		{"IsI440FX", IsI440FX, "pc", AArch64, false},
		{"IsQ35", IsQ35, "pc-q35-noble", X86_64, true},
		{"IsVirt", IsVirt, "virt-4.0", AArch64, true},
		{"IsVirt", IsVirt, "virt", RISCV64, true},
		{"IsVirt", IsVirt, "virt", LoongArch64, true},
		{"IsVirt", IsVirt, "virt", "m68k", false},
		{"IsPSeries", IsPSeries, "pseries-rhel7.6.0", PPC64LE, true},
		{"IsS390CCW", IsS390CCW, "s390-virtio", S390X, false},
		{"HasBuiltinIDE", HasBuiltinIDE, "g3beige", PPC, true},
		{"HasBuiltinIDE", HasBuiltinIDE, "q35", X86_64, false},
		{"HasBuiltinESP", HasBuiltinESP, "SS-20", SPARC, true},
		{"NeedsFDC", NeedsFDC, "pc-q35-2.4", X86_64, true},
		{"NeedsFDC", NeedsFDC, "pc-q35-1.7", X86_64, false},
		{"SupportsPCI", SupportsPCI, "vexpress-a9", ARMv7L, false},
		{"SupportsPCI", SupportsPCI, "versatilepb", ARMv7L, true},
	} {
		if got := c.is(c.machine, c.arch); got != c.want {
			t.Errorf("%s(%q, %s) = %t", c.kind, c.machine, c.arch, got)
		}
	}
}

// What libvirt prefers must be a machine that the newest QEMU which has the
// architecture knows.
func TestDefaultMachinesExist(t *testing.T) {
	for _, a := range []Arch{X86_64, I686, AArch64, ARMv6L, ARMv7L, PPC, PPC64, PPC64LE, S390X, RISCV32, RISCV64, LoongArch64, MIPS, MIPSEL, SPARC} {
		if _, ok := (&Target{Version: Newest, Arch: a}).Machine(DefaultMachine(a)); !ok {
			t.Errorf("no machine %q for %s", DefaultMachine(a), a)
		}
	}
}

func TestSibling(t *testing.T) {
	for _, c := range []struct {
		arch       Arch
		name, want string
	}{
		{X86_64, "pc-q35-20.0", "q35"},
		{X86_64, "pc-i440fx-2.1", "pc"},
		{X86_64, "pc-q35-", ""},
		{X86_64, "q35", ""},
		{X86_64, "pc-i440fx-focal", "pc"},
		{X86_64, "virt-9.0", ""},
		{AArch64, "virt-20.1", "virt"},
		{PPC64, "pseries-2.12-sxxm", "pseries"},
	} {
		target := &Target{Version: Newest, Arch: c.arch}
		if got, ok := target.Sibling(c.name); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v", c.name, got, ok)
		}
	}
}

func TestVendorMachines(t *testing.T) {
	for _, c := range []struct {
		vendor  Vendor
		machine string
		want    bool
	}{
		{"", "pc-q35-rhel9.4.0", true},
		{RHEL, "pc-q35-rhel9.4.0", true},
		{Ubuntu, "pc-q35-rhel9.4.0", false},
		{Ubuntu, "pc-i440fx-noble", true},
		{NoVendor, "pc-i440fx-noble", false},
		{NoVendor, "pc-i440fx-9.0", true},
	} {
		target := &Target{Version: Newest, Arch: X86_64, Vendor: c.vendor}
		if _, ok := target.Machine(c.machine); ok != c.want {
			t.Errorf("%s of vendor %q: %v", c.machine, c.vendor, ok)
		}
	}
}
