package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hugePages checks which sizes of huge pages are for which guest NUMA nodes
// (qemuDomainDefValidateMemory).
func (r *resolver) hugePages() {
	backing := &r.dom.Memory.Backing
	pages := backing.HugePages.Pages
	if backing.HugePages.Wanted.IsSet() && source.Is(backing.Source, domain.MemoryAnonymous) {
		r.Diag.Error(source.Conflict, backing.Source.Ref(), "anonymous memory can't be huge pages").
			WithHint("write <source type='memfd'/>, or remove it").Accounting(backing.HugePages.Wanted.Ref())
	}
	for i := range pages {
		p := &pages[i]
		r.onlyNode(p)
		for j := range pages[:i] {
			r.checkPages(&pages[j], p)
		}
		if n := p.Nodes.V().Max(); p.Nodes.IsSet() && n >= uint64(len(r.dom.NUMA.Cells)) {
			r.Diag.Error(source.Invalid, p.Nodes.Ref(), "there is no guest NUMA node %d to have huge pages", n)
		}
	}
}

// onlyNode makes pages for node 0 of a guest without NUMA nodes those of all its
// memory.
func (r *resolver) onlyNode(p *domain.HugePage) {
	if len(r.dom.NUMA.Cells) == 0 && len(p.Nodes.V()) == 1 && p.Nodes.V()[0] == 0 {
		p.Nodes = source.Val[domain.Set]{}
	}
}

// checkPages refuses two sizes for the same memory.
func (r *resolver) checkPages(a, b *domain.HugePage) {
	switch {
	case !a.Nodes.IsSet() && !b.Nodes.IsSet():
		r.Diag.Error(source.Conflict, b.Ref, "two sizes of huge pages are for all memory: %d KiB and %d KiB", a.Size.V(), b.Size.V()).
			WithHint("keep one, or say with nodeset which guest NUMA nodes each is for")
	case a.Nodes.V().Overlaps(b.Nodes.V()):
		r.Diag.Error(source.Conflict, b.Nodes.Ref(), "a guest NUMA node has two sizes of huge pages: %d KiB and %d KiB", a.Size.V(), b.Size.V()).
			Accounting(a.Nodes.Ref())
	}
}
