package argv

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// numa are the guest's NUMA nodes, each after the memory that it has, then how
// far they are from each other (qemuBuildNumaCommandLine).
func (b *builder) numa() []*option.Option {
	cells := b.dom.NUMA.Cells
	if len(cells) == 0 {
		return nil
	}
	backends, backed := b.cellBackends()
	var opts []*option.Option
	if !backed {
		opts = b.memoryPath()
	}
	for i, cell := range cells {
		if backed && b.writesMemory(cell) {
			opts = append(opts, backends[i].options()...)
		}
		opts = append(opts, b.numaNode(cell, backed))
	}
	opts = append(opts, b.numaDistances()...)
	return append(opts, b.numaHMAT()...)
}

// cellBackends is the memory of each node, and whether any of it is more than
// QEMU would make by itself: then all must be given, for QEMU takes no mixture.
func (b *builder) cellBackends() (list []*memoryBackend, needed bool) {
	needed = !b.machineFacts().NUMAMem || b.dom.NUMA.HMAT()
	for _, cell := range b.dom.NUMA.Cells {
		m := b.memoryBackend(&memoryNeed{id: cellMemory(cell), size: cell.Memory, cell: cell})
		needed = needed || m.special
		list = append(list, m)
	}
	return list, needed && b.Target.Has("numa.memdev")
}

// writesMemory tells whether the memory of cell is written. QEMU takes none of
// size 0; libvirt writes it all the same.
func (b *builder) writesMemory(cell *domain.NUMACell) bool {
	return cell.Memory.V() > 0 || b.Profile.WriteRefused
}

// cellMemory is the id of the memory of a node.
func cellMemory(cell *domain.NUMACell) string {
	return "ram-node" + strconv.FormatUint(cell.ID.V(), 10)
}

func (b *builder) numaNode(cell *domain.NUMACell, backed bool) *option.Option {
	o := option.New("numa", cell.Ref).Str("type", "node", cell.Ref).Uint("nodeid", cell.ID.V(), cell.ID.Ref())
	for _, r := range cell.CPUs.V().Ranges() {
		o.Str("cpus", r.String(), cell.CPUs.Ref())
	}
	if b.dom.NUMA.HMAT() {
		o.UintVal("initiator", cell.Initiator)
	}
	switch {
	case !b.writesMemory(cell):
	case backed:
		o.Str("memdev", cellMemory(cell), cell.Memory.Ref())
	default:
		o.Uint("mem", cell.Memory.V()/1024, cell.Memory.Ref())
	}
	return o
}

// numaDistances are all distances as soon as one is unusual: QEMU takes all or
// none (virDomainNumaNodesDistancesAreBeingSet).
func (b *builder) numaDistances() []*option.Option {
	cells := b.dom.NUMA.Cells
	if !slices.ContainsFunc(cells, hasUnusualDistance) {
		for _, cell := range cells {
			b.usualDistances(cell)
		}
		return nil
	}
	var opts []*option.Option
	for _, from := range cells {
		for _, to := range cells {
			d := distance(from, to)
			o := option.New("numa", d.Ref).Str("type", "dist", d.Ref)
			o.Uint("src", from.ID.V(), from.ID.Ref()).Uint("dst", to.ID.V(), to.ID.Ref(), d.To.Ref()).UintVal("val", d.Value)
			opts = append(opts, o)
		}
	}
	return opts
}

// The distances that nodes have by themselves, to themselves and to others: those
// of ACPI's SLIT.
const usualNear, usualFar = 10, 20

func hasUnusualDistance(c *domain.NUMACell) bool {
	return slices.ContainsFunc(c.Distances, func(d domain.Distance) bool { return d.Value.V() != usualNear && d.Value.V() != usualFar })
}

func (b *builder) usualDistances(c *domain.NUMACell) {
	for i := range c.Distances {
		d := &c.Distances[i]
		b.asDefault("the usual distance", d.Ref, d.To.Ref(), d.Value.Ref())
	}
}

// distance is how far it is from one node to another.
func distance(from, to *domain.NUMACell) domain.Distance {
	for i := range from.Distances {
		if d := &from.Distances[i]; source.Is(d.To, to.ID.V()) {
			return *d
		}
	}
	rule, far := "default: NUMA distance", uint64(usualFar)
	if from == to {
		far = usualNear
	}
	return domain.Distance{Ref: source.Rule(rule), To: to.ID, Value: source.Default(rule, far)}
}

// hmatRefs are the items that ask for the table of memory attributes.
func (b *builder) hmatRefs() []source.Ref {
	var refs []source.Ref
	for _, i := range b.dom.NUMA.Interconnects {
		refs = append(refs, i.Ref)
	}
	for _, cell := range b.dom.NUMA.Cells {
		for _, c := range cell.Caches {
			refs = append(refs, c.Ref)
		}
	}
	return refs
}

// numaHMAT is how fast nodes reach each other's memory, and what caches it.
func (b *builder) numaHMAT() []*option.Option {
	var opts []*option.Option
	for i := range b.dom.NUMA.Interconnects {
		opts = append(opts, numaInterconnect(&b.dom.NUMA.Interconnects[i]))
	}
	for _, cell := range b.dom.NUMA.Cells {
		for i := range cell.Caches {
			opts = append(opts, numaCache(cell, &cell.Caches[i]))
		}
	}
	return opts
}

// memoryHierarchy are QEMU's names of a memory (0) and the levels of its cache.
var memoryHierarchy = []string{"memory", "first-level", "second-level", "third-level"}

func numaInterconnect(i *domain.Interconnect) *option.Option {
	o := option.New("numa", i.Ref).Str("type", "hmat-lb", i.Ref)
	o.UintVal("initiator", i.Initiator).UintVal("target", i.Target)
	o.Str("hierarchy", memoryHierarchy[i.Cache.V()], i.Cache.Ref())
	o.Str("data-type", i.Type.V()+"-"+i.Kind, i.Type.Ref())
	if i.Kind == domain.Bandwidth {
		return o.Str("bandwidth", fmt.Sprintf("%dK", i.Value.V()), i.Value.Ref())
	}
	return o.UintVal("latency", i.Value)
}

// cacheAssociativity is QEMU's word for how libvirt says that a cache maps memory.
func cacheAssociativity(word string) string {
	if word == "full" {
		return "complex"
	}
	return word // none, direct
}

// cachePolicy is QEMU's word for when a cache writes.
func cachePolicy(word string) string {
	switch word {
	case "writeback":
		return "write-back"
	case "writethrough":
		return "write-through"
	}
	return word // none
}

func numaCache(cell *domain.NUMACell, c *domain.NUMACache) *option.Option {
	o := option.New("numa", c.Ref).Str("type", "hmat-cache", c.Ref).Uint("node-id", cell.ID.V(), cell.ID.Ref())
	o.Str("size", fmt.Sprintf("%dK", c.Size.V()), c.Size.Ref()).UintVal("level", c.Level)
	o.Str("associativity", cacheAssociativity(c.Associativity.V()), c.Associativity.Ref())
	o.Str("policy", cachePolicy(c.Policy.V()), c.Policy.Ref())
	if c.Line.V() > 0 {
		o.UintVal("line", c.Line)
	}
	return o
}
