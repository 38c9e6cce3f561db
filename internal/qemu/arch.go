package qemu

// Arch is a guest architecture, by libvirt's name.
type Arch string

// The guest architectures that the translator speaks of.
const (
	X86_64      Arch = "x86_64"
	I686        Arch = "i686"
	AArch64     Arch = "aarch64"
	ARMv6L      Arch = "armv6l"
	ARMv7L      Arch = "armv7l"
	ARMv7B      Arch = "armv7b"
	PPC         Arch = "ppc"
	PPC64       Arch = "ppc64"
	PPC64LE     Arch = "ppc64le"
	S390X       Arch = "s390x"
	RISCV32     Arch = "riscv32"
	RISCV64     Arch = "riscv64"
	LoongArch64 Arch = "loongarch64"
	MIPS        Arch = "mips"
	MIPSEL      Arch = "mipsel"
	SPARC       Arch = "sparc"
)

// Arches are the guest architectures that libvirt and QEMU share, by libvirt's
// names (virArch).
var Arches = []string{
	"alpha", "aarch64", "armv6l", "armv7b", "armv7l", "cris", "hppa", "i686", "lm32", "loongarch64", "m68k", "microblaze", "microblazeel",
	"mips", "mips64", "mips64el", "mipsel", "or32", "ppc", "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64", "s390x", "sh4", "sh4eb",
	"sparc", "sparc64", "unicore32", "x86_64", "xtensa", "xtensaeb",
}

// System is the suffix of the emulator for a: qemu-system-SUFFIX.
func (a Arch) System() string {
	switch a {
	case I686:
		return "i386"
	case ARMv6L, ARMv7L, ARMv7B:
		return "arm"
	case PPC64LE:
		return "ppc64"
	}
	return string(a)
}

// IsX86 tells whether a is a PC.
func (a Arch) IsX86() bool { return a == X86_64 || a == I686 }

// IsARM tells whether a is a 32-bit or 64-bit ARM.
func (a Arch) IsARM() bool { return a == AArch64 || a == ARMv6L || a == ARMv7L || a == ARMv7B }

// IsPPC64 tells whether a is a 64-bit POWER.
func (a Arch) IsPPC64() bool { return a == PPC64 || a == PPC64LE }

// IsS390 tells whether a is an IBM Z.
func (a Arch) IsS390() bool { return a == S390X }

// IsRISCV tells whether a is a RISC-V.
func (a Arch) IsRISCV() bool { return a == RISCV32 || a == RISCV64 }

// IsLoongArch tells whether a is a LoongArch.
func (a Arch) IsLoongArch() bool { return a == LoongArch64 }

// IsMIPS tells whether a is a MIPS of any width and byte order.
func (a Arch) IsMIPS() bool {
	return a == MIPS || a == MIPSEL || a == "mips64" || a == "mips64el"
}

// NativeOn tells whether the processor of a host runs the code of guests of
// architecture a itself: one of 64 bits runs the 32-bit guests of its family.
func (a Arch) NativeOn(host Arch) bool {
	return a == host || a == I686 && host == X86_64
}
