package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// numaTune settles which host NUMA nodes memory comes from, by the rules of
// virDomainNumatuneSet and virDomainNumatuneNodeParseXML.
func (r *resolver) numaTune() {
	m := &r.dom.NUMATune.Memory
	r.placement()
	if source.Is(m.Placement, domain.PlacementStatic) && !m.Nodes.IsSet() {
		r.Diag.Error(source.MissingValue, m.Ref, "a static memory policy needs a nodeset").
			WithHint("add nodeset='0', or the host nodes that are meant")
	}
	if source.Is(m.Placement, domain.PlacementAuto) {
		r.autoPlacement()
	}
	r.memoryNodes()
	r.hostNodes()
}

// placement settles whether the XML or numad chooses the nodes.
func (r *resolver) placement() {
	m, cpus := &r.dom.NUMATune.Memory, r.dom.VCPU.Placement
	auto := source.Is(cpus, domain.PlacementAuto)
	switch {
	case m.Placement.IsSet():
	case m.Nodes.IsSet():
		m.Placement = source.Default("default: a nodeset makes it static", domain.PlacementStatic)
	case auto:
		m.Placement = source.Of(domain.PlacementAuto, cpus.Ref())
	case m.Mode.IsSet():
		m.Placement = source.Default("default: memory is placed as the CPUs are", domain.PlacementStatic)
	}
}

// autoPlacement stands for numad, the daemon that tells libvirt which nodes have
// room. All that it can advise is some of those that there are.
func (r *resolver) autoPlacement() {
	t := &r.dom.NUMATune
	if len(t.Nodes) > 0 {
		r.Diag.Error(source.Conflict, t.Nodes[0].Ref, "a <memnode> has no effect where numad chooses the nodes").
			WithHint("remove it, or write placement='static' and a nodeset in <memory>").Accounting(t.Memory.Placement.Ref())
	}
	nodes, known := r.Host.NUMANodes()
	if !known || !r.Profile.Frame {
		t.Memory.Nodes = source.Val[domain.Set]{}
		r.Diag.Note(source.RunTime, t.Memory.Placement.Ref(), "numad would choose the host's NUMA nodes; guest memory is left unbound").
			WithHint("write placement='static' and a nodeset to bind it").Accounting(t.Memory.Mode.Ref(), t.Memory.Ref)
		return
	}
	t.Memory.Nodes = source.Of(nodes, t.Memory.Placement.Ref())
	r.Diag.Note(source.Assumed, t.Memory.Placement.Ref(), "numad is taken to advise all NUMA nodes of the host: %s", nodes)
}

// memoryNodes checks the policies of single guest NUMA nodes.
func (r *resolver) memoryNodes() {
	const restrictive = "restrictive"
	t := &r.dom.NUMATune
	var seen domain.Set
	for _, n := range t.Nodes {
		cell := n.Cell.V()
		switch {
		case !n.Cell.IsSet():
		case len(r.dom.NUMA.Cells) == 0:
			r.Diag.Error(source.Invalid, n.Ref, "a <memnode> needs guest NUMA nodes").WithHint("describe them in <cpu><numa>")
			return
		case cell >= uint64(len(r.dom.NUMA.Cells)):
			r.Diag.Error(source.Invalid, n.Cell.Ref(), "there is no guest NUMA node %d", cell)
		case slices.Contains(seen, cell):
			r.Diag.Error(source.Duplicate, n.Cell.Ref(), "the guest NUMA node %d has a policy already", cell)
		case (n.Mode.V() == restrictive) != (t.Memory.Mode.V() == restrictive) && t.Memory.Mode.IsSet():
			r.Diag.Error(source.Conflict, n.Mode.Ref(), "the mode restrictive is for all of <numatune> or for none of it").Accounting(t.Memory.Mode.Ref())
		}
		seen = append(seen, cell)
	}
}

// hostNodes checks that the host has the NUMA nodes that memory is bound to.
// Libvirt refuses the domain where not; a command for this host does without.
func (r *resolver) hostNodes() {
	known, ok := r.Host.NUMANodes()
	if !ok {
		return
	}
	t := &r.dom.NUMATune
	sets := []*source.Val[domain.Set]{&t.Memory.Nodes}
	for i := range t.Nodes {
		sets = append(sets, &t.Nodes[i].Nodes)
	}
	for _, d := range r.dom.Devices.MemoryDevices {
		sets = append(sets, &d.Source.Nodes)
	}
	for _, s := range sets {
		r.knownNodes(s, known)
	}
}

func (r *resolver) knownNodes(s *source.Val[domain.Set], known domain.Set) {
	at := slices.IndexFunc(s.V(), func(n uint64) bool { return !known.Has(n) })
	switch {
	case at < 0:
	case r.Profile.HostChecks:
		r.Diag.Warn(source.HostMissing, s.Ref(), "the host has no NUMA node %d; memory is left unbound", s.V()[at]).WithHint("its nodes are %s", known).
			Accounting(r.dom.NUMATune.Memory.Mode.Ref())
		*s = source.Val[domain.Set]{}
	default:
		r.Diag.Error(source.HostMissing, s.Ref(), "the host has no NUMA node %d", s.V()[at]).WithHint("its nodes are %s", known)
	}
}
