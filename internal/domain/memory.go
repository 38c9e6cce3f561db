package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Where memory comes from, who sees it, and when it is taken from the host.
const (
	MemoryFile      = "file"
	MemoryAnonymous = "anonymous"
	MemoryFD        = "memfd"

	MemoryShared  = "shared"
	MemoryPrivate = "private"

	AllocateImmediate = "immediate"
	AllocateOnDemand  = "ondemand"
)

// The models of memory devices.
const (
	MemoryDIMM       = "dimm"
	MemoryNVDIMM     = "nvdimm"
	MemoryVirtioPMEM = "virtio-pmem"
	MemoryVirtioMem  = "virtio-mem"
	MemorySGXEPC     = "sgx-epc"
)

// BasePage is the size of the host's ordinary pages in KiB. POWER and some ARM
// hosts have larger ones; but nobody there asks for "huge" pages of this size.
const BasePage = 4

// Memory is how much memory a domain has and what it is made of. Sizes are KiB.
type Memory struct {
	// Total is <memory>: what the guest starts with, memory devices included.
	Total source.Val[uint64]
	// Initial is Total without memory devices, aligned as QEMU wants it. resolve
	// works it out.
	Initial source.Val[uint64]
	// Current is <currentMemory>: what the balloon leaves.
	Current source.Val[uint64]
	// Max is <maxMemory>: what Total may grow to in Slots memory devices.
	Max   source.Val[uint64]
	Slots source.Val[uint64]
	// DumpCore tells whether guest memory is part of QEMU's core dumps.
	DumpCore source.Val[bool]

	Backing MemoryBacking
	Tune    MemoryTune
}

// MemoryBacking is <memoryBacking>: where the host takes guest memory from.
type MemoryBacking struct {
	Ref       source.Ref
	HugePages HugePages
	// NoSharePages, Locked and Discard are elements that need no attribute.
	NoSharePages, Locked, Discard source.Val[bool]
	Source                        source.Val[string] // file, anonymous or memfd
	Access                        source.Val[string] // shared or private
	Allocation                    Allocation
}

// Allocation is <allocation>: Mode is immediate or ondemand, Threads how many
// threads touch the memory.
type Allocation struct {
	Mode    source.Val[string]
	Threads source.Val[uint64]
}

// HugePages is <hugepages>. Without Pages, the host's default size is meant.
type HugePages struct {
	Wanted source.Val[bool]
	Pages  []HugePage
}

// HugePage is a <page>: its size, for the guest NUMA nodes of Nodes, or for all
// others where Nodes is absent.
type HugePage struct {
	Ref   source.Ref
	Size  source.Val[uint64] // KiB
	Nodes source.Val[Set]
}

// MemoryTune is <memtune>, which limits QEMU from outside. Sizes are KiB.
type MemoryTune struct {
	HardLimit, SoftLimit, SwapHardLimit, MinGuarantee source.Val[uint64]
}

// MemoryDevice is a <memory> device. Sizes are KiB.
type MemoryDevice struct {
	Device
	Model   source.Val[string] // dimm, nvdimm, virtio-pmem, virtio-mem or sgx-epc
	Access  source.Val[string] // shared or private
	Discard source.Val[bool]
	UUID    source.Val[string]
	Source  MemorySource
	Target  MemoryTarget
}

// MemorySource is where the host takes a memory device from. Path is that of
// nvdimm and virtio-pmem, PageSize and Nodes are of the others.
type MemorySource struct {
	Path      source.Val[string]
	PageSize  source.Val[uint64]
	Nodes     source.Val[Set] // host NUMA nodes
	AlignSize source.Val[uint64]
	PMEM      source.Val[bool]
}

// MemoryTarget is what the guest sees of a memory device.
type MemoryTarget struct {
	Size            source.Val[uint64]
	Node            source.Val[uint64] // guest NUMA node
	Label           source.Val[uint64] // size of an nvdimm's label
	ReadOnly        source.Val[bool]
	Block           source.Val[uint64] // of virtio-mem
	Requested       source.Val[uint64] // of virtio-mem
	Address         source.Val[uint64] // guest-physical, of virtio-mem and virtio-pmem
	DynamicMemslots source.Val[bool]
}
