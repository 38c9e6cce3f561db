package qemu

import "strings"

// DefaultMachine is the machine type that a domain gets which names none, ""
// where the architecture is unknown. Source: preferredMachines in libvirt's
// qemu_capabilities.c.
func DefaultMachine(a Arch) string {
	switch a {
	case X86_64, I686:
		return "pc"
	case AArch64, ARMv7L, ARMv7B, RISCV32, RISCV64, LoongArch64:
		return "virt"
	case ARMv6L:
		return "integratorcp"
	case PPC, "ppcle":
		return "g3beige"
	case PPC64, PPC64LE:
		return "pseries"
	case "ppcemb":
		return "bamboo"
	case S390X:
		return "s390-ccw-virtio"
	case MIPS, MIPSEL, "mips64", "mips64el":
		return "malta"
	case SPARC:
		return "SS-5"
	}
	return rareDefaultMachine(a)
}

func rareDefaultMachine(a Arch) string {
	switch a {
	case "alpha":
		return "clipper"
	case "cris":
		return "axis-dev88"
	case "lm32":
		return "lm32-evr"
	case "m68k":
		return "mcf5208evb"
	case "microblaze", "microblazeel":
		return "petalogix-s3adsp1800"
	case "or32":
		return "or1k-sim"
	case "sh4", "sh4eb":
		return "shix"
	case "sparc64":
		return "sun4u"
	case "unicore32":
		return "puv3"
	case "xtensa", "xtensaeb":
		return "sim"
	}
	return ""
}

// The kinds of machines below are told from the names as libvirt does
// (qemuDomainMachineIs* in qemu_domain.c), so that they hold for aliases, for
// versions that no table knows, and for those of distributions.

// IsI440FX tells whether machine is a PC with PCI and no PCI Express.
func IsI440FX(machine string, a Arch) bool {
	return a.IsX86() && (machine == "pc" || hasAnyPrefix(machine, "pc-0.", "pc-1.", "pc-i440", "rhel"))
}

// IsQ35 tells whether machine is a PC with PCI Express.
func IsQ35(machine string, a Arch) bool {
	return a.IsX86() && (machine == "q35" || strings.HasPrefix(machine, "pc-q35"))
}

// IsS390CCW tells whether machine has channel I/O.
func IsS390CCW(machine string, a Arch) bool {
	return a.IsS390() && strings.HasPrefix(machine, "s390-ccw")
}

// IsARMVirt tells whether machine is the virt machine of either ARM width.
func IsARMVirt(machine string, a Arch) bool {
	return (a == AArch64 || a == ARMv6L || a == ARMv7L) && isVirt(machine)
}

// IsRISCVVirt tells whether machine is the virt machine of RISC-V.
func IsRISCVVirt(machine string, a Arch) bool { return a.IsRISCV() && isVirt(machine) }

// IsLoongArchVirt tells whether machine is the virt machine of LoongArch.
func IsLoongArchVirt(machine string, a Arch) bool { return a.IsLoongArch() && isVirt(machine) }

// IsVirt tells whether machine is a virt machine of ARM, RISC-V or LoongArch.
func IsVirt(machine string, a Arch) bool {
	return IsARMVirt(machine, a) || IsRISCVVirt(machine, a) || IsLoongArchVirt(machine, a)
}

func isVirt(machine string) bool {
	return machine == "virt" || strings.HasPrefix(machine, "virt-")
}

// IsPSeries tells whether machine is the paravirtual machine of POWER.
func IsPSeries(machine string, a Arch) bool {
	return a.IsPPC64() && (machine == "pseries" || strings.HasPrefix(machine, "pseries-"))
}

// IsMIPSMalta tells whether machine is the MIPS Malta board.
func IsMIPSMalta(machine string, a Arch) bool { return a.IsMIPS() && machine == "malta" }

// HasBuiltinIDE tells whether machine has an IDE controller of its own.
func HasBuiltinIDE(machine string, a Arch) bool {
	switch machine {
	case "malta", "sun4u", "g3beige":
		return true
	}
	return IsI440FX(machine, a)
}

// IsE500 tells whether machine is a board with an e500.
func IsE500(machine string, a Arch) bool {
	return (a == PPC || a.IsPPC64()) && (machine == "ppce500" || machine == "mpc8544ds")
}

// HasIDE tells whether machine has an IDE controller of its own, be it one that
// libvirt does not know of.
func HasIDE(machine string, a Arch) bool {
	switch machine {
	case "mac99", "pegasos2":
		return a == PPC || a.IsPPC64()
	case "isapc":
		return a.IsX86()
	case "fuloong2e", "fulong2e":
		return a.IsMIPS()
	}
	return HasBuiltinIDE(machine, a)
}

// HasBuiltinUSB tells whether machine is one of the Raspberry Pis, which have a USB
// controller of their own, of one port, and no PCI for another.
func HasBuiltinUSB(machine string, a Arch) bool {
	return a.IsARM() && strings.HasPrefix(machine, "raspi")
}

// HasBuiltinESP tells whether machine has an NCR53C90 (ESP) SCSI controller of
// its own, as the sun4m machines do.
func HasBuiltinESP(machine string, a Arch) bool {
	switch machine {
	case "LX", "SPARCClassic", "SPARCbook", "Voyager":
		return a == SPARC
	}
	return a == SPARC && strings.HasPrefix(machine, "SS-")
}

// NeedsFDC tells whether floppies need a controller of their own on machine,
// which q35 has had none of since 2.4.
func NeedsFDC(machine string, a Arch) bool {
	version, ok := strings.CutPrefix(machine, "pc-q35-")
	if !a.IsX86() || !ok {
		return false
	}
	switch version {
	case "2.0", "2.1", "2.2", "2.3":
		return false
	}
	return !strings.HasPrefix(version, "1.")
}

// SupportsPCI tells whether PCI devices can be plugged into machine.
func SupportsPCI(machine string, a Arch) bool {
	switch {
	case a == ARMv6L || a == ARMv7L || a == AArch64:
		return machine == "versatilepb" || IsARMVirt(machine, a)
	case a.IsRISCV():
		return IsRISCVVirt(machine, a)
	}
	return true
}

// VirtioSlots is how many virtio devices fit on the platform bus of machine, which
// is one with such a bus. Source: NUM_VIRTIO_TRANSPORTS of QEMU's hw/arm and
// VIRTIO_COUNT of its hw/riscv.
func VirtioSlots(machine string, a Arch) int {
	switch {
	case IsARMVirt(machine, a):
		return 32
	case IsRISCVVirt(machine, a), a.IsX86(): // microvm
		return 8
	}
	return 4
}

// HasPCIMultibus tells whether the root bus of machine is called pci.0, as it is
// where there may be several buses; else it is plainly pci. Source:
// virQEMUCapsHasPCIMultiBus.
func HasPCIMultibus(machine string, a Arch) bool {
	return a.IsX86() || a == PPC || a.IsPPC64() || a.IsS390() || a.IsLoongArch() || IsVirt(machine, a)
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
