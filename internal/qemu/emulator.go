package qemu

import (
	"regexp"
	"strings"
)

// EmulatorFacts is what an emulator says of itself.
type EmulatorFacts struct {
	Version Version
	// KQEMU tells whether it was built with kqemu; known from its help only.
	KQEMU bool
}

// ParseVersionText reads what an emulator prints for -version, or for -help,
// which starts with the same line. ok is false where no version stands in it.
//
//	QEMU PC emulator version 0.9.1 (kvm-72), Copyright (c) 2003-2008 Fabrice Bellard
//	QEMU emulator version 7.2.15 (Debian 1:7.2+dfsg-7)
func ParseVersionText(text string) (f EmulatorFacts, ok bool) {
	m := regexp.MustCompile(`^QEMU (?:PC )?emulator version (\d+\.\d+(?:\.\d+)?)`).FindStringSubmatch(text)
	if m == nil {
		return EmulatorFacts{}, false
	}
	v, err := ParseVersion(m[1])
	if err != nil {
		return EmulatorFacts{}, false
	}
	return EmulatorFacts{Version: v, KQEMU: strings.Contains(text, "-no-kqemu")}, true
}

// NeedsHelp tells whether only the help of this release says how it was built.
func (f EmulatorFacts) NeedsHelp() bool {
	t := Target{Version: f.Version, Arch: X86_64}
	return t.TakesKQEMU()
}

// TakesKQEMU tells whether the release can be built with kqemu.
func (t *Target) TakesKQEMU() bool { return t.HasFlag("no-kqemu") || t.HasFlag("enable-kqemu") }
