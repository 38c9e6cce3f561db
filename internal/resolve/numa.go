package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// numa numbers the guest's NUMA nodes, and checks what they are told
// (virDomainNumaDefParseXML and what follows it).
func (r *resolver) numa() {
	r.emptyNUMA()
	if cells := r.dom.NUMA.Cells; len(cells) > mostCells {
		r.Diag.Error(source.OutOfRange, cells[mostCells].Ref, "QEMU takes %d NUMA nodes at most", mostCells)
		r.dom.NUMA.Cells = cells[:mostCells] // what follows goes through all pairs of them
		return
	}
	if r.numberCells() {
		r.cellCPUs()
		r.distances()
		r.initiators()
	}
	r.caches()
	r.interconnects()
	r.numaTune()
}

// emptyNUMA refuses elements that announce something, and hold nothing.
func (r *resolver) emptyNUMA() {
	n := &r.dom.NUMA
	if !n.Ref.IsZero() && len(n.Cells) == 0 {
		r.refuse("the guest has none", source.MissingValue, n.Ref, "<numa> has no <cell>")
	}
	for _, c := range n.Cells {
		if !c.NoSiblings.IsZero() {
			r.refuse("they are as usual", source.MissingValue, c.NoSiblings, "<distances> has no <sibling>")
		}
	}
}

// mostCells is MAX_NODES of QEMU's include/system/numa.h.
const mostCells = 128

// numberCells puts the nodes in the order of their numbers, which count from 0
// on without gaps. One without a number gets that of its place.
func (r *resolver) numberCells() bool {
	cells := r.dom.NUMA.Cells
	seen := make([]bool, len(cells))
	for i, c := range cells {
		c.ID.SetDefault("default: place among the NUMA nodes", uint64(i))
		id := c.ID.V()
		if id >= uint64(len(cells)) || seen[id] {
			r.Diag.Error(source.Invalid, c.ID.Ref(), "the numbers of the NUMA nodes are not 0 to %d, each once", len(cells)-1).
				WithHint("number them without gaps, from 0 on")
			return false
		}
		seen[id] = true
	}
	slices.SortFunc(cells, func(a, b *domain.NUMACell) int { return int(a.ID.V()) - int(b.ID.V()) })
	return true
}

// cellCPUs checks which CPUs are in which node, and puts those that are in none
// into the first (qemuDomainDefNumaCPUsRectify).
func (r *resolver) cellCPUs() {
	cells, most := r.dom.NUMA.Cells, r.dom.VCPU.Max
	var taken domain.Set
	for _, c := range cells {
		set := c.CPUs.V()
		switch {
		case set.Overlaps(taken):
			r.Diag.Error(source.Duplicate, c.CPUs.Ref(), "NUMA node %d has CPUs that are in another node already", c.ID.V())
		case len(set) > 0 && set.Max() >= most.V():
			r.Diag.Error(source.OutOfRange, c.CPUs.Ref(), "NUMA node %d has the CPU %d, but there are %d", c.ID.V(), set.Max(), most.V()).
				WithHint("CPUs count from 0").Accounting(most.Ref())
		}
		taken = taken.With(set)
	}
	if len(cells) > 0 {
		cells[0].CPUs = withRest(cells[0].CPUs, taken, most.V())
	}
}

// withRest is set and all numbers below limit that are not taken.
func withRest(set source.Val[domain.Set], taken domain.Set, limit uint64) source.Val[domain.Set] {
	if uint64(len(taken)) >= limit {
		return set
	}
	full := slices.Clone(set.V())
	for n := range limit {
		if !taken.Has(n) {
			full = append(full, n)
		}
	}
	slices.Sort(full)
	return source.Of(full, set.Ref().Or("default: CPUs of no other NUMA node"))
}

// The distances of ACPI's SLIT.
const (
	localDistance    = 10
	farthestDistance = 255
)

// distances checks how far nodes are from each other, and makes what is given
// one way hold for the way back.
func (r *resolver) distances() {
	cells := r.dom.NUMA.Cells
	for _, c := range cells {
		for _, d := range slices.Clone(c.Distances) {
			if !d.To.IsSet() || !d.Value.IsSet() {
				continue
			}
			if d.To.V() >= uint64(len(cells)) {
				r.Diag.Error(source.Invalid, d.To.Ref(), "there is no NUMA node %d", d.To.V())
				continue
			}
			r.checkDistance(c, d)
			mirrorDistance(c, cells[d.To.V()], d)
		}
	}
}

func (r *resolver) checkDistance(from *domain.NUMACell, d domain.Distance) {
	v := d.Value.V()
	own := d.To.V() == from.ID.V()
	switch {
	case own && v != localDistance:
		r.Diag.Error(source.OutOfRange, d.Value.Ref(), "the distance of a NUMA node to itself is %d, not %d", localDistance, v)
	case v < localDistance || v > farthestDistance || !own && v == localDistance:
		r.Diag.Error(source.OutOfRange, d.Value.Ref(), "the distance %d is not in the range from %d to %d", v, localDistance+1, farthestDistance)
	}
}

// mirrorDistance gives to the distance d back to from, where it has none.
func mirrorDistance(from, to *domain.NUMACell, d domain.Distance) {
	known := slices.ContainsFunc(to.Distances, func(x domain.Distance) bool { return source.Is(x.To, from.ID.V()) })
	if !known {
		to.Distances = append(to.Distances, domain.Distance{Ref: d.Ref, To: from.ID, Value: d.Value})
	}
}

// initiators finds the closest node with CPUs for each, where the guest is told
// of such things (virDomainNumaGetNodeInitiator).
func (r *resolver) initiators() {
	n := &r.dom.NUMA
	if !n.HMAT() {
		return
	}
	master := slices.IndexFunc(n.Cells, func(c *domain.NUMACell) bool { return len(c.CPUs.V()) > 0 })
	if master < 0 {
		r.Diag.Error(source.Invalid, r.dom.NUMA.Cells[0].Ref, "no NUMA node has CPUs")
		return
	}
	for _, c := range n.Cells {
		switch {
		case len(c.CPUs.V()) > 0:
			c.Initiator = source.Of(c.ID.V(), c.CPUs.Ref())
		default:
			c.Initiator = closest(n, c).Or("default: first NUMA node with CPUs", uint64(master))
		}
	}
}

// closest is the node that reaches the memory of c the fastest: by latency where
// any is given, else by bandwidth.
func closest(n *domain.NUMA, c *domain.NUMACell) (id source.Val[uint64]) {
	var latency, bandwidth *domain.Interconnect
	for i := range n.Interconnects {
		x := &n.Interconnects[i]
		switch {
		case !source.Is(x.Target, c.ID.V()):
		case x.Kind == domain.Latency && (latency == nil || x.Value.V() < latency.Value.V()):
			latency = x
		case x.Kind == domain.Bandwidth && (bandwidth == nil || x.Value.V() > bandwidth.Value.V()):
			bandwidth = x
		}
	}
	switch {
	case latency != nil:
		return latency.Initiator
	case bandwidth != nil:
		return bandwidth.Initiator
	}
	return id
}

// deepestCache is how many levels of caches QEMU knows.
const deepestCache = 3

// caches refuses two caches of one level in front of a node's memory, as QEMU does.
func (r *resolver) caches() {
	for _, c := range r.dom.NUMA.Cells {
		seen := map[uint64]bool{}
		for i := range c.Caches {
			x := &c.Caches[i]
			r.passOverUnit(&x.Size, x.SizeNumber, "KiB")
			r.passOverUnit(&x.Line, x.LineNumber, "bytes")
			if x.Level.V() > deepestCache {
				r.Diag.Error(source.OutOfRange, x.Level.Ref(), "caches have levels up to %d, not %d", deepestCache, x.Level.V())
			}
			if seen[x.Level.V()] {
				r.Diag.Error(source.Duplicate, x.Level.Ref(), "the NUMA node %d has two caches of level %d", c.ID.V(), x.Level.V())
			}
			seen[x.Level.V()] = true
		}
	}
}

// passOverUnit takes a size of a cache for one in the usual unit, as libvirt 11.3
// does whatever the XML says (virDomainNumaDefNodeCacheParseXML).
func (r *resolver) passOverUnit(size *source.Val[uint64], number source.Val[uint64], usual string) {
	if number.V() != size.V() && !r.Profile.Adapt {
		r.Diag.Warn(source.Invalid, size.Ref(), "libvirt passes over the unit of caches, and takes this for %d %s", number.V(), usual).
			WithHint("write it in %s", usual)
		*size = source.Of(number.V(), size.Ref())
	}
}

// interconnects checks that latencies and bandwidths speak of nodes and caches
// that there are.
func (r *resolver) interconnects() {
	n := &r.dom.NUMA
	for i := range n.Interconnects {
		x := &n.Interconnects[i]
		for _, node := range []source.Val[uint64]{x.Initiator, x.Target} {
			if node.V() >= uint64(len(n.Cells)) {
				r.Diag.Error(source.Invalid, node.Ref(), "there is no NUMA node %d", node.V())
				return
			}
		}
		if len(n.Cells[x.Initiator.V()].CPUs.V()) == 0 {
			r.Diag.Error(source.Invalid, x.Initiator.Ref(), "the NUMA node %d has no CPUs that could reach memory", x.Initiator.V())
		}
		if x.Cache.V() > deepestCache || x.Cache.V() > 0 && !hasCache(n.Cells[x.Target.V()], x.Cache.V()) {
			r.Diag.Error(source.Invalid, x.Cache.Ref(), "the NUMA node %d has no cache of level %d", x.Target.V(), x.Cache.V())
			x.Cache = source.Val[uint64]{}
		}
	}
}

func hasCache(c *domain.NUMACell, level uint64) bool {
	return slices.ContainsFunc(c.Caches, func(x domain.NUMACache) bool { return source.Is(x.Level, level) })
}
