package domain

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/source"
)

// NUMA is <numa> of <cpu>: the guest's NUMA nodes. A cell's place in Cells is
// its number.
type NUMA struct {
	Ref           source.Ref
	Cells         []*NUMACell
	Interconnects []Interconnect
}

// HMAT tells whether the guest is told how fast its nodes reach memory: ACPI's
// heterogeneous memory attribute table.
func (n *NUMA) HMAT() bool {
	return len(n.Interconnects) > 0 || slices.ContainsFunc(n.Cells, func(c *NUMACell) bool { return len(c.Caches) > 0 })
}

// NUMACell is a guest NUMA node.
type NUMACell struct {
	Ref source.Ref
	// ID is what the XML gives the node as its number.
	ID     source.Val[uint64]
	CPUs   source.Val[Set]
	Memory source.Val[uint64] // KiB
	// Access is shared or private.
	Access  source.Val[string]
	Discard source.Val[bool]
	// Distances are those that the XML gives, and the way back of them; those
	// left out are 10 to the node itself and 20 to others.
	Distances []Distance
	// NoSiblings is a <distances> that says nothing.
	NoSiblings source.Ref
	Caches     []NUMACache
	// Initiator is the node with CPUs that is closest to this one. resolve works
	// it out.
	Initiator source.Val[uint64]
}

// Distance is how far the node To is.
type Distance struct {
	Ref       source.Ref
	To, Value source.Val[uint64]
}

// NUMACache is a memory side cache of a NUMA node.
type NUMACache struct {
	Ref           source.Ref
	Level         source.Val[uint64]
	Associativity source.Val[string] // none, direct or full
	Policy        source.Val[string] // none, writeback or writethrough
	Size          source.Val[uint64] // KiB
	Line          source.Val[uint64] // bytes
	// SizeNumber and LineNumber are the same without their units.
	SizeNumber, LineNumber source.Val[uint64]
}

// The kinds of interconnects.
const (
	Latency   = "latency"
	Bandwidth = "bandwidth"
)

// Interconnect is a <latency> (Value in nanoseconds) or a <bandwidth> (Value in
// KiB per second) between two NUMA nodes.
type Interconnect struct {
	Ref               source.Ref
	Kind              string
	Initiator, Target source.Val[uint64]
	Cache             source.Val[uint64] // level of the target's cache; absent: the memory itself
	Type              source.Val[string] // access, read or write
	Value             source.Val[uint64]
}

// NUMATune is <numatune>: which host NUMA nodes guest memory comes from.
type NUMATune struct {
	Ref source.Ref
	// Memory is for the whole guest, Nodes for single guest NUMA nodes.
	Memory MemoryPolicy
	Nodes  []MemoryPolicy
}

// MemoryPolicy is <memory> or a <memnode> of <numatune>.
type MemoryPolicy struct {
	Ref       source.Ref
	Cell      source.Val[uint64] // guest NUMA node, of <memnode>
	Mode      source.Val[string] // strict, preferred, interleave or restrictive
	Placement source.Val[string]
	Nodes     source.Val[Set] // host NUMA nodes
}
