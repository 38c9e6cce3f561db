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
	} {
		m, ok := target(c.version, c.arch).Machine(c.name)
		if m.Name != c.want || ok != (c.want != "") {
			t.Errorf("QEMU %s for %s: Machine(%q) = %q, %t; want %q", c.version, c.arch, c.name, m.Name, ok, c.want)
		}
	}
}
