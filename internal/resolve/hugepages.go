package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hugePages checks which sizes of huge pages are for which guest NUMA nodes
// (qemuDomainDefValidateMemory).
func (r *resolver) hugePages() {
	backing := &r.dom.Memory.Backing
	pages := backing.HugePages.Pages
	if len(pages) == 0 && backing.HugePages.Wanted.IsSet() {
		r.mounted(source.Of(r.Host.HugePages().Default, backing.HugePages.Wanted.Ref()))
	}
	for _, d := range r.dom.Devices.MemoryDevices {
		r.mounted(d.Source.PageSize)
	}
	r.backedByPages()
	r.sharing()
	for i := range pages {
		p := &pages[i]
		r.mounted(p.Size)
		if !r.checkPages(pages[:i], p) {
			return
		}
	}
}

// backedByPages refuses ways to have memory that huge pages don't go with
// (qemuValidateDomainDefMemory).
func (r *resolver) backedByPages() {
	backing := &r.dom.Memory.Backing
	wanted := backing.HugePages.Wanted
	switch {
	case !wanted.IsSet():
	case source.Is(backing.Source, domain.MemoryAnonymous):
		r.Diag.Error(source.Conflict, backing.Source.Ref(), "anonymous memory can't be huge pages").
			WithHint("write <source type='memfd'/>, or remove it").Accounting(wanted.Ref())
	case source.Is(backing.Allocation.Mode, "ondemand"):
		r.refuse("they are taken at once", source.Conflict, backing.Allocation.Mode.Ref(), "huge pages can't be taken on demand").
			WithHint("write <allocation mode='immediate'/>, or remove it").Accounting(wanted.Ref())
	}
}

// forAll tells whether pages are for all memory that no other pages are for. In
// a guest without NUMA nodes, those for node 0 are.
func (r *resolver) forAll(p *domain.HugePage) bool {
	return !p.Nodes.IsSet() || len(r.dom.NUMA.Cells) == 0 && p.Nodes.V().Max() == 0
}

// checkPages refuses p where its nodes don't exist, or where they have pages of
// another size already.
func (r *resolver) checkPages(others []domain.HugePage, p *domain.HugePage) bool {
	if n := p.Nodes.V().Max(); !r.forAll(p) && n >= uint64(len(r.dom.NUMA.Cells)) {
		r.Diag.Error(source.Invalid, p.Nodes.Ref(), "there is no guest NUMA node %d to have huge pages", n)
		return false
	}
	for i := range others {
		o := &others[i]
		switch {
		case r.forAll(o) && r.forAll(p):
			r.Diag.Error(source.Conflict, p.Ref, "two sizes of huge pages are for all memory: %d KiB and %d KiB", o.Size.V(), p.Size.V()).
				WithHint("keep one, or say with nodeset which guest NUMA nodes each is for")
			return false
		case o.Nodes.V().Overlaps(p.Nodes.V()):
			r.Diag.Error(source.Conflict, p.Nodes.Ref(), "a guest NUMA node has two sizes of huge pages: %d KiB and %d KiB", o.Size.V(), p.Size.V()).
				Accounting(o.Nodes.Ref())
			return false
		}
	}
	return true
}

// mounted checks that files can be made of pages of the given size. Libvirt
// refuses the domain where not.
func (r *resolver) mounted(size source.Val[uint64]) {
	mount, ok := r.Host.HugePages().Mount(size.V())
	if source.Is(size, domain.BasePage) {
		r.Diag.Note(source.AsDefault, size.Ref(), "pages of %d KiB are the ordinary ones", size.V())
	}
	memfd := source.Is(r.dom.Memory.Backing.Source, domain.MemoryFD)
	if ok || memfd || !size.IsSet() || size.V() == domain.BasePage {
		return
	}
	report := r.Diag.Error
	if r.Profile.HostChecks {
		report = r.Diag.Warn
	}
	report(source.HostMissing, size.Ref(), "no huge pages of %d KiB are mounted on this host", size.V()).
		WithHint("mount -t hugetlbfs -o pagesize=%dK none %s", size.V(), mount)
}

// sharing tells where who sees all memory is overridden for each part of it.
func (r *resolver) sharing() {
	access := r.dom.Memory.Backing.Access
	cells := r.dom.NUMA.Cells
	open := func(c *domain.NUMACell) bool { return !c.Access.IsSet() }
	if access.IsSet() && len(cells) > 0 && !slices.ContainsFunc(cells, open) {
		r.Diag.Note(source.NoMeaning, access.Ref(), "each NUMA node says itself who sees its memory; this has no effect")
	}
}
