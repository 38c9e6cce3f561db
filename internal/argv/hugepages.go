package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hugePage is a size of huge pages, and what chose it.
type hugePage struct {
	size uint64 // KiB
	from []source.Ref
	// own tells that it was chosen for one NUMA node or memory device.
	own bool
}

func (p hugePage) refs() []source.Ref { return p.from }

// hugePage is the size of the huge pages that need, or all memory where it is
// nil, is made of. Ok is false where ordinary pages do.
func (b *builder) hugePage(need *memoryNeed) (p hugePage, ok bool) {
	if need != nil && need.device != nil && need.device.Source.PageSize.IsSet() {
		size := need.device.Source.PageSize
		p = hugePage{size.V(), []source.Ref{size.Ref()}, true}
	} else if p, ok = b.backingPage(need); !ok {
		return p, false
	}
	return p, p.size != domain.BasePage
}

// backingPage is the size that <memoryBacking> has for need.
func (b *builder) backingPage(need *memoryNeed) (p hugePage, ok bool) {
	h := &b.dom.Memory.Backing.HugePages
	if !h.Wanted.IsSet() {
		return hugePage{}, false
	}
	if len(h.Pages) == 0 {
		return hugePage{size: b.Host.HugePages().Default, from: []source.Ref{h.Wanted.Ref()}}, true
	}
	var master *domain.HugePage
	for i := range h.Pages {
		page := &h.Pages[i]
		switch {
		case !page.Nodes.IsSet() || len(b.dom.NUMA.Cells) == 0:
			master = page
		case need != nil && need.cell != nil && page.Nodes.V().Has(need.cell.ID.V()):
			return hugePage{page.Size.V(), []source.Ref{page.Size.Ref(), page.Nodes.Ref()}, true}, true
		}
	}
	if master == nil {
		return hugePage{}, false
	}
	return hugePage{size: master.Size.V(), from: []source.Ref{master.Size.Ref(), master.Nodes.Ref()}}, true
}

// hugePagePath is where files of p are made.
func (b *builder) hugePagePath(p hugePage) string {
	mount, _ := b.Host.HugePages().Mount(p.size)
	if b.Profile.LibvirtDirs {
		return profile.HugePageDir(b.dom.ShortName(), mount)
	}
	return mount
}
