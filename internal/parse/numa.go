package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
)

// numa reads <numa> of <cpu>.
func numa(c Cursor) domain.NUMA {
	n := domain.NUMA{Ref: c.Ref(), Cells: each(c, "cell", numaCell)}
	for i := range c.Child("interconnects").Mixed(domain.Latency, domain.Bandwidth) {
		n.Interconnects = append(n.Interconnects, interconnect(i))
	}
	return n
}

func numaCell(c Cursor) *domain.NUMACell {
	c.Require("memory")
	cell := &domain.NUMACell{
		Ref:     c.Ref(),
		ID:      c.UintMax("id", 1<<32-1),
		CPUs:    c.Set("cpus"),
		Memory:  c.KiBAttr("memory"),
		Access:  c.Enum("memAccess", "shared", "private"),
		Discard: c.YesNo("discard"),
	}
	for s := range c.Child("distances").Children("sibling") {
		s.Require("id")
		s.Require("value")
		cell.Distances = append(cell.Distances, domain.Distance{Ref: s.Ref(), To: s.UintMax("id", 1<<32-1), Value: s.UintMax("value", 1<<32-1)})
	}
	if d := c.Child("distances"); d.Ok() && len(cell.Distances) == 0 {
		cell.NoSiblings = d.Ref()
	}
	for cache := range c.Children("cache") {
		cell.Caches = append(cell.Caches, numaCache(cache))
	}
	return cell
}

func numaCache(c Cursor) domain.NUMACache {
	for _, name := range []string{"level", "associativity", "policy"} {
		c.Require(name)
	}
	size, line := c.Child("size"), c.Child("line")
	size.Require("value")
	line.Require("value")
	return domain.NUMACache{
		Ref:           c.Ref(),
		Level:         c.UintMax("level", 1<<32-1),
		Associativity: c.Enum("associativity", "none", "direct", "full"),
		Policy:        c.Enum("policy", "none", "writeback", "writethrough"),
		Size:          size.KiBAttr("value"),
		Line:          line.BytesAttr("value"),
		SizeNumber:    size.Uint("value"),
		LineNumber:    line.Uint("value"),
	}
}

func interconnect(c Cursor) domain.Interconnect {
	for _, name := range []string{"initiator", "target", "type", "value"} {
		c.Require(name)
	}
	i := domain.Interconnect{
		Ref:       c.Ref(),
		Initiator: c.UintMax("initiator", 1<<32-1),
		Kind:      c.Name(),
		Target:    c.UintMax("target", 1<<32-1),
		Cache:     c.UintMax("cache", 1<<32-1),
		Type:      c.Enum("type", "access", "read", "write"),
	}
	if i.Kind == domain.Bandwidth {
		i.Value = c.KiBAttr("value")
	} else {
		i.Value = c.Uint("value")
	}
	return i
}

func numaTune(c Cursor) domain.NUMATune {
	t := domain.NUMATune{Ref: c.Ref(), Memory: memoryPolicy(c.Child("memory"))}
	for node := range c.Children("memnode") {
		t.Nodes = append(t.Nodes, memoryNode(node))
	}
	return t
}

func memoryPolicy(c Cursor) domain.MemoryPolicy {
	return domain.MemoryPolicy{
		Ref:       c.Ref(),
		Mode:      c.Enum("mode", "strict", "preferred", "interleave", "restrictive"),
		Placement: c.Enum("placement", "static", "auto"),
		Nodes:     c.Set("nodeset"),
	}
}

func memoryNode(c Cursor) domain.MemoryPolicy {
	p := memoryPolicy(c)
	c.Require("cellid")
	c.Require("nodeset")
	p.Cell = c.UintMax("cellid", 1<<32-1)
	return p
}
