package qemu

// arches is a set of the emulators that differ in what they are built with.
type arches uint16

// The members of arches.
const (
	onX86 arches = 1 << iota
	onAArch64
	onARM
	onPPC64
	onPPC
	onS390
	onRISCV
	onLoong
	onSPARC // 32-bit
	onOther // everything else, most of which have a PCI bus
)

// The sets of arches that recur.
const (
	all      = onX86 | onAArch64 | onARM | onPPC64 | onPPC | onS390 | onRISCV | onLoong | onSPARC | onOther
	onPCI    = all &^ onSPARC            // sun4m has SBus only
	onMost   = onPCI &^ onS390           // builds for s390x leave out what only other PCI machines use
	onARMs   = onAArch64 | onARM         // both widths
	onPOWER  = onPPC64 | onPPC           // both widths
	onVirt   = onARMs | onRISCV          // has a platform bus for virtio and TPMs
	onKVM64  = onX86 | onAArch64         // the two that most is tried on
	onHyperV = onX86 | onARMs            // that libvirt gives features of Hyper-V; QEMU has them for x86
	onISA    = onX86 | onPOWER | onOther // has an ISA bus, or a bridge to one
)

func (s arches) has(a Arch) bool { return s&a.set() != 0 }

// set is the one member of arches that a belongs to.
func (a Arch) set() arches {
	switch a {
	case X86_64, I686:
		return onX86
	case AArch64:
		return onAArch64
	case ARMv6L, ARMv7L, ARMv7B:
		return onARM
	case PPC64, PPC64LE:
		return onPPC64
	case PPC:
		return onPPC
	case S390X:
		return onS390
	case RISCV32, RISCV64:
		return onRISCV
	case LoongArch64:
		return onLoong
	case SPARC:
		return onSPARC
	}
	return onOther
}
