package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/source"
)

// misfits are the reasons for which a descriptor is none for a domain; each
// says "" where it finds nothing wrong. The plainest reasons come first.
// Source: libvirt's qemuFirmwareMatchDomain.
var misfits = []func(*resolver, *host.Firmware) string{
	(*resolver).misfitInterface,
	(*resolver).misfitTarget,
	(*resolver).misfitImage,
	(*resolver).misfitSleep,
	(*resolver).misfitFeatures,
	(*resolver).misfitSMM,
	(*resolver).misfitFlash,
	(*resolver).misfitROM,
	(*resolver).misfitSecurity,
}

// misfit says why fw is none for the domain, "" where it is one; fits is for how
// many of the reasons it still was one.
func (r *resolver) misfit(fw *host.Firmware) (why string, fits int) {
	for i, check := range misfits {
		if why := check(r, fw); why != "" {
			return why, i
		}
	}
	return "", len(misfits)
}

// madeForGuest is how many reasons a descriptor must survive to be for this
// kind of guest at all: its interface and its machine.
const madeForGuest = 2

func (r *resolver) misfitInterface(fw *host.Firmware) string {
	os, want := &r.dom.OS, "uefi"
	if source.Is(os.Firmware, "bios") || !os.Firmware.IsSet() && !source.Is(os.Loader.Type, "pflash") {
		want = "bios"
	}
	if !slices.Contains(fw.Interfaces, want) {
		return "it is no " + want
	}
	return ""
}

func (r *resolver) misfitTarget(fw *host.Firmware) string {
	written := r.dom.OS.Machine.V()
	machine, known := r.Target.Machine(written)
	for _, t := range fw.Targets {
		if t.Architecture != r.Target.Arch.System() {
			continue
		}
		for _, pattern := range t.Machines {
			if glob(pattern, written) || known && glob(pattern, machine.Name) {
				return ""
			}
		}
	}
	return "it is for other machines"
}

func (r *resolver) misfitImage(fw *host.Firmware) string {
	os := &r.dom.OS
	named := os.Loader.Path
	if fw.Device == "kernel" {
		named = os.Kernel
	}
	if path, ok := named.Get(); ok && path != fw.Executable.Path {
		return "it is another image"
	}
	if template, ok := os.NVRAM.Template.Get(); ok && fw.Device == "flash" && template != fw.Template.Path {
		return "its nvram template is another"
	}
	return ""
}

func (r *resolver) misfitSleep(fw *host.Firmware) string {
	pm := &r.dom.PM
	switch {
	case source.Is(pm.SuspendToMem, true) && !fw.Has("acpi-s3"):
		return "it can't suspend to memory"
	case source.Is(pm.SuspendToDisk, true) && !fw.Has("acpi-s4"):
		return "it can't suspend to disk"
	}
	return ""
}

func (r *resolver) misfitFeatures(fw *host.Firmware) string {
	for _, name := range []string{"secure-boot", "enrolled-keys"} {
		want, ok := r.featureWanted(name).Get()
		switch {
		case ok && want && !fw.Has(name):
			return "it has no " + name
		case ok && !want && fw.Has(name):
			return "it has " + name
		}
	}
	return ""
}

func (r *resolver) misfitSMM(fw *host.Firmware) string {
	secure := r.dom.OS.Loader.Secure
	switch smm := fw.Has("requires-smm"); {
	case smm && (source.Is(r.dom.Features.SMM.State, false) || source.Is(secure, false)):
		return "it needs system management mode"
	case !smm && source.Is(secure, true):
		return "it does not use system management mode"
	}
	return ""
}

func (r *resolver) misfitFlash(fw *host.Firmware) string {
	if fw.Device != "flash" {
		return ""
	}
	l, want := &r.dom.OS.Loader, "split"
	if source.Is(l.Stateless, true) {
		want = "stateless"
	}
	switch format := l.Format.Or("", fw.Executable.Format).V(); {
	case source.Is(l.Type, "rom"):
		return "it goes into flash"
	case fw.Mode != want:
		return "its flash is " + fw.Mode + ", not " + want
	case source.Is(l.ReadOnly, false):
		return "its image is read-only"
	case format != fw.Executable.Format:
		return "its format is " + fw.Executable.Format
	case !knownFormat(fw.Executable.Format) || fw.Mode == "split" && !knownFormat(fw.Template.Format):
		return "its format is neither raw nor qcow2"
	}
	return ""
}

func (r *resolver) misfitROM(fw *host.Firmware) string {
	l := &r.dom.OS.Loader
	switch {
	case fw.Device != "memory":
	case source.Is(l.Type, "pflash"):
		return "it does not go into flash"
	case source.Is(l.Stateless, false):
		return "it keeps no state"
	case source.Is(l.ReadOnly, false):
		return "it is read-only"
	}
	return ""
}

// sevPolicyES is the bit of SEV's policy that asks for encrypted registers.
// Source: AMD's SEV API, section "Guest Policy".
const sevPolicyES = 1 << 2

func (r *resolver) misfitSecurity(fw *host.Firmware) string {
	needs := ""
	switch s := &r.dom.Security; s.Type.V() {
	case domain.SecuritySEV:
		needs = "amd-sev"
		if s.Policy.V()&sevPolicyES != 0 && fw.Has(needs) {
			needs = "amd-sev-es"
		}
	case domain.SecuritySEVSNP:
		needs = "amd-sev-snp"
	case domain.SecurityTDX:
		needs = "intel-tdx"
	case domain.SecurityPV, "":
	}
	if needs != "" && !fw.Has(needs) {
		return "it is not for guests of " + needs
	}
	return ""
}

// featureAsked is whether the XML wants the firmware feature called name.
func (r *resolver) featureAsked(name string) source.Val[bool] {
	var asked source.Val[bool]
	for _, f := range r.dom.OS.Features {
		if source.Is(f.Name, name) {
			asked = f.Enabled
		}
	}
	return asked
}

// featureWanted is whether the firmware must have the feature called name, or
// must not. Enrolled keys are of no use without secure boot.
func (r *resolver) featureWanted(name string) source.Val[bool] {
	if keys := r.featureAsked("enrolled-keys"); name == "secure-boot" && source.Is(keys, true) {
		return keys
	}
	return r.featureAsked(name)
}

// knownFormat tells whether flash may hold an image of format.
func knownFormat(format string) bool { return format == "raw" || format == "qcow2" }

// glob tells whether s is of pattern, in which * stands for any characters and
// ? for any one. Source: GLib's g_pattern_match_simple.
func glob(pattern, s string) bool {
	for i := range len(pattern) {
		switch {
		case pattern[i] == '*':
			for skip := range len(s) - i + 1 {
				if glob(pattern[i+1:], s[i+skip:]) {
					return true
				}
			}
			return false
		case i >= len(s) || pattern[i] != '?' && pattern[i] != s[i]:
			return false
		}
	}
	return len(s) == len(pattern)
}
