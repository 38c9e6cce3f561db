package qemu

import "fmt"

// MemoryRange is how much memory a board takes, in KiB. Most 0 stands for any
// amount from Least on.
type MemoryRange struct {
	Least, Most uint64
	PowerOfTwo  bool // nothing between them but powers of two
}

// Sizes in KiB.
const (
	mib = 1024
	gib = 1024 * mib
)

// anyMemory is the range of boards that are known for no limit.
var anyMemory = MemoryRange{}

func atMost(n uint64) MemoryRange             { return MemoryRange{0, n, false} }
func atLeast(n uint64) MemoryRange            { return MemoryRange{n, 0, false} }
func exactly(n uint64) MemoryRange            { return MemoryRange{n, n, false} }
func powersOfTwo(from, to uint64) MemoryRange { return MemoryRange{from, to, true} }

// Memory is how much memory the machine called name takes. Source: what QEMU 7.2
// says of too much and too little, and its hw/ for boards that came later.
func Memory(name string, a Arch) MemoryRange {
	switch {
	case a.IsARM():
		return armMemory(name)
	case a == PPC || a.IsPPC64():
		return powerMemory(name)
	case a.IsMIPS():
		return mipsMemory(name)
	case a == SPARC && name != "SS-10" && name != "SS-20" && name != "SS-600MP":
		if name == "leon3_generic" {
			return atMost(1 * gib)
		}
		return atMost(256 * mib)
	case IsLoongArchVirt(name, a):
		return atLeast(1 * gib)
	case a.IsRISCV() && name == "microchip-icicle-kit":
		return atLeast(1536 * mib)
	case a == "m68k" && name == "q800":
		return atMost(1 * gib)
	case a == "hppa":
		return atMost(3 * gib)
	}
	return anyMemory
}

func armMemory(name string) MemoryRange {
	switch name {
	case "versatileab", "versatilepb":
		return atMost(256 * mib)
	case "imx25-pdk", "kzm":
		return atMost(512 * mib)
	case "vexpress-a9":
		return atMost(1 * gib)
	case "mcimx6ul-evk", "mcimx7d-sabre", "xilinx-zynq-a9":
		return atMost(2 * gib)
	case "sabrelite":
		return atMost(3840 * mib)
	case "vexpress-a15":
		return atMost(30 * gib)
	case "cubieboard":
		return powersOfTwo(512*mib, 1*gib)
	case "raspi0", "raspi1ap", "raspi3ap", "collie":
		return exactly(512 * mib)
	case "raspi2", "raspi2b", "raspi3", "raspi3b", "orangepi-pc", "bpim2u":
		return exactly(1 * gib)
	case "raspi4b", "mps3-an524", "mps3-an536", "mps3-an547":
		return exactly(2 * gib)
	case "n800", "n810":
		return exactly(128 * mib)
	case "canon-a1100":
		return exactly(64 * mib)
	case "cheetah", "musicpal", "sx1", "sx1-v1":
		return exactly(32 * mib)
	case "mps2-an385", "mps2-an386", "mps2-an500", "mps2-an505", "mps2-an511", "mps2-an521":
		return exactly(16 * mib)
	}
	return bmcMemory(name)
}

// bmcMemory is the memory of the controllers of servers, by their chips.
func bmcMemory(name string) MemoryRange {
	switch name {
	case "palmetto-bmc", "quanta-q71l-bmc", "supermicrox11-bmc":
		return powersOfTwo(64*mib, 512*mib) // AST2400
	case "ast2500-evb", "fp5280g2-bmc", "g220a-bmc", "romulus-bmc", "sonorapass-bmc", "supermicro-x11spi-bmc", "swift-bmc", "tiogapass-bmc",
		"witherspoon-bmc", "yosemitev2-bmc":
		return powersOfTwo(128*mib, 1*gib) // AST2500
	case "ast2600-evb", "bletchley-bmc", "fby35-bmc", "fuji-bmc", "qcom-dc-scm-v1-bmc", "qcom-firework-bmc", "rainier-bmc", "tacoma-bmc":
		return powersOfTwo(256*mib, 2*gib) // AST2600
	case "kudo-bmc", "mori-bmc", "npcm750-evb", "quanta-gbs-bmc", "quanta-gsj":
		return powersOfTwo(128*mib, 2*gib) // NPCM7xx
	}
	return anyMemory
}

func powerMemory(name string) MemoryRange {
	switch name {
	case "powernv", "powernv8", "powernv9", "powernv10":
		return atLeast(1 * gib)
	case "g3beige":
		return atMost(2047 * mib)
	case "mac99":
		return atMost(2 * gib)
	case "pegasos2":
		return powersOfTwo(64*mib, 2*gib)
	case "bamboo":
		return atMost(1 * gib)
	case "sam460ex":
		return powersOfTwo(64*mib, 2*gib)
	case "mpc8544ds":
		return atMost(3 * gib)
	}
	return anyMemory
}

func mipsMemory(name string) MemoryRange {
	switch name {
	case "malta":
		return atMost(2 * gib)
	case "magnum", "pica61":
		return atMost(256 * mib)
	case "fuloong2e", "fulong2e":
		return exactly(256 * mib)
	case "boston":
		return powersOfTwo(1*gib, 2*gib)
	case "loongson3-virt":
		return atLeast(512 * mib)
	}
	return anyMemory
}

// LeastCPUs is how many CPUs the machine called name has at least. Source: what
// QEMU 7.2 says of -smp 1, and its hw/ for boards that came later.
func LeastCPUs(name string) uint64 {
	switch name {
	case "sifive_u", "microchip-icicle-kit":
		return 2
	case "raspi2", "raspi2b", "raspi3", "raspi3ap", "raspi3b", "raspi4b", "orangepi-pc", "xlnx-versal-virt":
		return 4
	case "fby35":
		return 3
	case "mps2-an521", "mps3-an524", "musca-a", "musca-b1", "nuri", "smdkc210",
		"ast2600-evb", "bletchley-bmc", "fby35-bmc", "fuji-bmc", "qcom-dc-scm-v1-bmc", "qcom-firework-bmc", "rainier-bmc", "tacoma-bmc",
		"kudo-bmc", "mori-bmc", "npcm750-evb", "quanta-gbs-bmc", "quanta-gsj":
		return 2
	}
	return 1
}

// Fit is the amount nearest to kib that m takes: less where that is possible.
func (m MemoryRange) Fit(kib uint64) uint64 {
	if m.Most > 0 {
		kib = min(kib, m.Most)
	}
	kib = max(kib, m.Least)
	if !m.PowerOfTwo {
		return kib
	}
	n := m.Least
	for n*2 <= kib {
		n *= 2
	}
	return n
}

// String says what amounts m takes.
func (m MemoryRange) String() string {
	least, most := inMiB(m.Least), inMiB(m.Most)
	switch {
	case m.PowerOfTwo:
		return fmt.Sprintf("a power of two from %s to %s", least, most)
	case m.Most == 0:
		return "at least " + least
	case m.Least == 0:
		return "at most " + most
	}
	return "exactly " + most
}

func inMiB(kib uint64) string { return fmt.Sprintf("%d MiB", kib/mib) }
