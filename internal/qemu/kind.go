package qemu

import "strings"

// Kind is the sort of board that a machine type is a version of, as far as it
// decides what devices there are, where they sit, and what they are called.
type Kind uint8

// The kinds of boards. KindOther are all those that decide nothing of the sort.
const (
	KindOther Kind = iota
	KindI440FX
	KindQ35
	KindARMVirt
	KindRISCVVirt
	KindLoongArchVirt
	KindPSeries
	KindS390CCW
)

// Kind is the kind of the machine type called machine on t: the name decides,
// whether or not the tables know that version.
func (t *Target) Kind(machine string) Kind {
	switch {
	case t.Arch.IsX86():
		return kindOfPC(machine)
	case t.Arch.IsPPC64() && isVersionOf(machine, "pseries"):
		return KindPSeries
	case t.Arch.IsS390() && strings.HasPrefix(machine, "s390-ccw"):
		return KindS390CCW
	case !isVersionOf(machine, "virt"):
		return KindOther
	case t.Arch.IsARM():
		return KindARMVirt
	case t.Arch.IsRISCV():
		return KindRISCVVirt
	case t.Arch.IsLoongArch():
		return KindLoongArchVirt
	}
	return KindOther
}

func kindOfPC(machine string) Kind {
	switch {
	case machine == "q35" || strings.HasPrefix(machine, "pc-q35"):
		return KindQ35
	case machine == "pc" || hasAnyPrefix(machine, "pc-0.", "pc-1.", "pc-i440", "rhel"):
		return KindI440FX
	}
	return KindOther
}

// isVersionOf tells whether machine is family itself or one of its versions.
func isVersionOf(machine, family string) bool {
	rest, ok := strings.CutPrefix(machine, family)
	return ok && (rest == "" || rest[0] == '-')
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// HasBuiltinIDE tells whether the machine type called machine on t always has
// an IDE controller.
func (t *Target) HasBuiltinIDE(machine string) bool {
	switch machine {
	case "malta", "sun4u", "g3beige":
		return true
	}
	return t.Kind(machine) == KindI440FX
}

// HasBuiltinESP tells whether the machine type called machine on t always has
// an ESP SCSI controller (NCR53C90).
func (t *Target) HasBuiltinESP(machine string) bool {
	return t.Arch == SPARC || machine == "magnum" || machine == "pica61"
}

// HasPCI tells whether the machine type called machine on t has a PCI bus.
func (t *Target) HasPCI(machine string) bool {
	switch t.Arch {
	case SPARC:
		return false
	case X86_64, I686:
		return machine != "isapc" && machine != "microvm"
	case ARMv6L, ARMv7L, ARMv7B, AArch64:
		return machine == "versatilepb" || strings.HasPrefix(machine, "realview-eb") || isVersionOf(machine, "virt")
	case RISCV32, RISCV64:
		return isVersionOf(machine, "virt")
	case S390X:
		return t.Has("zpci")
	case MIPS, MIPSEL:
		return machine == "malta"
	}
	return true
}

// HasPCIMultibus tells whether the PCI root bus of the machine type called
// machine on t is called pci.0, as it is where there may be several buses; else
// it is plainly pci. Source: virQEMUCapsHasPCIMultiBus.
func (t *Target) HasPCIMultibus(machine string) bool {
	switch t.Arch {
	case X86_64, I686, PPC, PPC64, PPC64LE, S390X, LoongArch64:
		return true
	}
	return isVersionOf(machine, "virt")
}
