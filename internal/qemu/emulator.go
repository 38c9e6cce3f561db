package qemu

import (
	"strconv"
	"strings"
)

// EmulatorFacts is what an emulator says of itself.
type EmulatorFacts struct {
	Version Version
	// KQEMU tells whether it was built with kqemu; known from its help only.
	KQEMU bool
	// Fork is which of the forks for KVM it is.
	Fork Fork
	// Vendor is who built it.
	Vendor Vendor
}

// Vendor is a distribution that gives its QEMU machine types of its own. The
// zero Vendor is an unknown one.
type Vendor string

// The vendors, and that there is none of them.
const (
	NoVendor Vendor = "none"
	RHEL     Vendor = "rhel"   // pc-q35-rhel9.4.0
	Ubuntu   Vendor = "ubuntu" // pc-q35-noble
)

// vendorOf reads the vendor out of what follows the version, the package's:
// (qemu-kvm-8.2.0-11.el9), (Debian 1:8.2.2+ds-0ubuntu1.4).
func vendorOf(line string) Vendor {
	switch {
	case strings.Contains(line, "ubuntu"):
		return Ubuntu
	case strings.Contains(line, ".el"):
		return RHEL
	}
	return NoVendor
}

// machineVendor is whose machines of a family the version, a word, is.
func machineVendor(version string) Vendor {
	if strings.HasPrefix(version, "rhel") {
		return RHEL
	}
	return Ubuntu
}

// ParseVersionText reads what an emulator prints for -version, or for -help,
// which starts with the same line. ok is false where no version stands in it.
//
//	QEMU PC emulator version 0.9.1 (kvm-72), Copyright (c) 2003-2008 Fabrice Bellard
//	QEMU PC emulator version 0.12.1 (qemu-kvm-0.12.1.2), Copyright (c) 2003-2008 Fabrice Bellard
//	QEMU emulator version 7.2.15 (Debian 1:7.2+dfsg-7)
func ParseVersionText(text string) (f EmulatorFacts, ok bool) {
	_, rest, ok := strings.Cut(text, "emulator version ")
	if !ok {
		return EmulatorFacts{}, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	v, err := ParseVersion(leading(line, "0123456789."))
	if err != nil {
		return EmulatorFacts{}, false
	}
	return EmulatorFacts{Version: v, KQEMU: listsKQEMU(text), Fork: forkOf(line), Vendor: vendorOf(line)}, true
}

// listsKQEMU tells whether a help text has the switches of kqemu: 0.11 turned
// the default, and the switch with it.
func listsKQEMU(help string) bool {
	return strings.Contains(help, "-no-kqemu") || strings.Contains(help, "-enable-kqemu")
}

// forkOf reads the fork out of what follows the version: (kvm-72), or
// (qemu-kvm-0.12.1.2) and (qemu-kvm-devel-86) of the later ones.
func forkOf(line string) Fork {
	_, name, ok := strings.Cut(line, "(")
	if !ok {
		return Fork{}
	}
	if strings.HasPrefix(name, "qemu-kvm") {
		return Fork{KVM: true}
	}
	number, ok := strings.CutPrefix(name, "kvm-")
	if !ok {
		return Fork{}
	}
	n, _ := strconv.Atoi(leading(number, "0123456789"))
	return Fork{KVM: true, Number: n}
}

// leading is what s starts with that is made of chars.
func leading(s, chars string) string { return s[:len(s)-len(strings.TrimLeft(s, chars))] }

// NeedsHelp tells whether only the help of this release says how it was built.
func (f EmulatorFacts) NeedsHelp() bool {
	t := Target{Version: f.Version, Arch: X86_64}
	return t.TakesKQEMU()
}

// TakesKQEMU tells whether the release can be built with kqemu.
func (t *Target) TakesKQEMU() bool { return t.HasFlag("no-kqemu") || t.HasFlag("enable-kqemu") }
