package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// memoryNodes binds m to the host's NUMA nodes.
func (b *builder) memoryNodes(m *memoryBackend, need *memoryNeed) {
	nodes, mode := b.hostNodes(need)
	if !nodes.IsSet() || mode.V() == "restrictive" {
		return
	}
	list := numbers(nodes.V())
	m.object.Add("host-nodes", list, nodes.Ref()).Str("policy", memoryPolicy(mode.V()), mode.Ref())
	if p, ok := b.cellPolicy(need); ok {
		m.object.Cite(p.Cell.Ref())
	}
	if m.object.Param("prealloc") == nil || !b.Target.Has("thread-context") {
		return
	}
	id := "tc-" + need.id
	rule := source.Rule("memory is touched by threads that run close to it")
	m.context = option.NewObject("thread-context", id, rule)
	m.context.Add("node-affinity", numbers(b.threadNodes(nodes.V())), nodes.Ref(), b.emulatorCPUs().Ref())
	m.object.Str("prealloc-context", id, rule)
}

// threadNodes are those of nodes that QEMU's threads may run on.
func (b *builder) threadNodes(nodes domain.Set) domain.Set {
	cpus := b.emulatorCPUs()
	if !cpus.IsSet() {
		return nodes
	}
	var list domain.Set
	for _, n := range nodes {
		if on, ok := b.Host.NodeCPUs(n); !ok || on.Overlaps(cpus.V()) {
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return nodes
	}
	return list
}

// emulatorCPUs are the host CPUs that libvirt lets QEMU's threads run on.
func (b *builder) emulatorCPUs() source.Val[domain.Set] {
	return first(b.dom.Tune.EmulatorPin, b.dom.VCPU.CPUSet)
}

// memoryPolicy is QEMU's word for a mode of <numatune>; "" where it has none.
func memoryPolicy(mode string) string {
	switch mode {
	case "strict":
		return "bind"
	case "preferred", "interleave":
		return mode
	}
	return ""
}

// numbers is s as a list.
func numbers(s domain.Set) option.Value {
	var items []option.Param
	for _, n := range s {
		items = append(items, option.P("", option.Uint(n)))
	}
	return option.List(items...)
}

// hostNodes are the host's NUMA nodes that need is bound to, and how.
func (b *builder) hostNodes(need *memoryNeed) (nodes source.Val[domain.Set], mode source.Val[string]) {
	whole := &b.dom.NUMATune.Memory
	mode = whole.Mode.Or("default: memory is bound strictly", "strict")
	nodes = whole.Nodes
	if p, ok := b.cellPolicy(need); ok {
		nodes, mode = p.Nodes, first(p.Mode, mode)
	}
	if d := need.device; d != nil && d.Source.Nodes.IsSet() {
		nodes = d.Source.Nodes
	}
	return nodes, mode
}

// cellPolicy is the <memnode> of the guest NUMA node that need is part of.
func (b *builder) cellPolicy(need *memoryNeed) (p *domain.MemoryPolicy, ok bool) {
	if need.cell == nil {
		return nil, false
	}
	for i := range b.dom.NUMATune.Nodes {
		if p := &b.dom.NUMATune.Nodes[i]; source.Is(p.Cell, need.cell.ID.V()) {
			return p, true
		}
	}
	return nil, false
}
