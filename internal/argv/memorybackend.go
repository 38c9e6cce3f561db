package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// memoryNeed is memory that a backend is wanted for.
type memoryNeed struct {
	id     string
	size   source.Val[uint64] // KiB
	cell   *domain.NUMACell   // the guest NUMA node that it is part of, nil where it is in none
	system bool               // it is the machine's own memory
	device *domain.MemoryDevice
}

// memoryBackend is a built backend.
type memoryBackend struct {
	object  *option.Option
	context *option.Option // the threads that touch the memory, nil where QEMU's do
	// special tells that QEMU's own memory would not do.
	special bool
}

// options are the -object of m, in order.
func (m *memoryBackend) options() []*option.Option {
	if m.context != nil {
		return []*option.Option{m.context, m.object}
	}
	return []*option.Option{m.object}
}

// memoryBackend builds the backend for need, by the rules of
// qemuBuildMemoryBackendProps.
func (b *builder) memoryBackend(need *memoryNeed) *memoryBackend {
	choice := b.chooseMemory(need)
	o := option.NewObject(choice.kind, need.id, choice.refs...)
	b.memoryKind(o, need, choice)
	b.memoryPrealloc(o, need, choice)
	o.Uint("size", need.size.V()*1024, need.size.Ref())
	b.memoryDeviceSource(o, need)
	backend := &memoryBackend{object: o, special: choice.special()}
	b.memoryNodes(backend, need)
	return backend
}

// memoryChoice is what decides how memory is backed.
type memoryChoice struct {
	kind    string // of -object
	refs    []source.Ref
	page    hugePage
	paged   bool // by page
	access  source.Val[string]
	discard source.Val[bool]
	path    source.Val[string] // of the device's own
	// enclave is the model of a device that is memory of SGX.
	enclave source.Val[string]
	// asked tells that the XML names a source for all memory, or memory for this
	// very place.
	asked bool
}

// special tells whether QEMU's own memory would not do. Plain huge pages of the
// default backing are not enough for that: -mem-path says them as well.
func (c *memoryChoice) special() bool {
	return c.paged && c.page.own || c.access.IsSet() || c.path.IsSet() || c.asked
}

func (b *builder) chooseMemory(need *memoryNeed) *memoryChoice {
	backing := &b.dom.Memory.Backing
	c := &memoryChoice{access: backing.Access, discard: backing.Discard}
	c.page, c.paged = b.hugePage(need)
	if need.cell != nil {
		c.access, c.discard = first(need.cell.Access, c.access), first(need.cell.Discard, c.discard)
	}
	if d := need.device; d != nil {
		c.access, c.discard, c.path = first(d.Access, c.access), first(d.Discard, c.discard), d.Source.Path
		if source.Is(d.Model, domain.MemorySGXEPC) {
			c.enclave = d.Model
		}
	}
	c.asked = b.memorySourceNamed(need)
	b.chooseMemoryKind(c)
	return c
}

// memorySourceNamed tells whether the XML says where memory like need comes from.
func (b *builder) memorySourceNamed(need *memoryNeed) bool {
	from := b.dom.Memory.Backing.Source
	if source.Is(from, domain.MemoryFile) || source.Is(from, domain.MemoryFD) {
		return true
	}
	if need.device != nil && need.device.Source.Nodes.IsSet() {
		return true
	}
	_, ok := b.cellPolicy(need)
	return ok
}

func (b *builder) chooseMemoryKind(c *memoryChoice) {
	from := b.dom.Memory.Backing.Source
	switch {
	case c.enclave.IsSet():
		c.kind, c.refs = "memory-backend-epc", []source.Ref{c.enclave.Ref()}
	case !c.path.IsSet() && source.Is(from, domain.MemoryFD):
		c.kind, c.refs = "memory-backend-memfd", []source.Ref{from.Ref()}
	case c.path.IsSet():
		c.kind, c.refs = "memory-backend-file", []source.Ref{c.path.Ref()}
	case c.paged:
		c.kind, c.refs = "memory-backend-file", c.page.refs()
	case c.access.IsSet() && !source.Is(from, domain.MemoryFile) && b.sharesWithoutFile():
		c.kind, c.refs = "memory-backend-memfd", []source.Ref{c.access.Ref()}
	case c.access.IsSet():
		c.kind, c.refs = "memory-backend-file", []source.Ref{c.access.Ref(), from.Ref()}
	case source.Is(from, domain.MemoryFile):
		c.kind, c.refs = "memory-backend-file", []source.Ref{from.Ref()}
	default:
		c.kind, c.refs = "memory-backend-ram", []source.Ref{source.Rule("default: anonymous memory")}
		if from.IsSet() {
			c.refs = []source.Ref{from.Ref()}
		}
	}
}

// sharesWithoutFile tells whether memory can be shared without a file for it,
// which only libvirt has a directory for.
func (b *builder) sharesWithoutFile() bool {
	return !b.Profile.LibvirtDirs && b.Target.Has("memory-backend-memfd")
}

// memoryKind adds what only some kinds of backends have.
func (b *builder) memoryKind(o *option.Option, need *memoryNeed, c *memoryChoice) {
	switch c.kind {
	case "memory-backend-memfd":
		if c.paged {
			o.Bool("hugetlb", true, c.page.refs()...).Uint("hugetlbsize", c.page.size*1024, c.page.refs()...)
		}
	case "memory-backend-file":
		o.Str("mem-path", b.memoryBackendPath(need, c), c.refs...)
		if !c.path.IsSet() {
			o.BoolVal("discard-data", c.discard)
		}
	}
	if c.kind != "memory-backend-file" {
		b.noDiscard(c)
	}
	if access, ok := c.access.Get(); ok {
		o.Bool("share", access == domain.MemoryShared, c.access.Ref())
	}
	if need.system && c.kind != "memory-backend-ram" && b.Target.Has("memory-backend-file.x-use-canonical-path-for-ramblock-id") {
		// As QEMU's own memory has it, so that guests migrate between both.
		o.Bool("x-use-canonical-path-for-ramblock-id", false, source.Rule("name of the machine's memory"))
	}
}

// noDiscard tells that memory without a file of its own has nothing to discard.
func (b *builder) noDiscard(c *memoryChoice) {
	if own := c.discard.Ref(); c.discard.IsSet() && own != b.dom.Memory.Backing.Discard.Ref() {
		b.Diag.Note(source.NoMeaning, own, "only memory that is a file can be discarded; this has no effect")
	}
}

func (b *builder) memoryBackendPath(need *memoryNeed, c *memoryChoice) string {
	switch {
	case c.path.IsSet():
		return c.path.V()
	case c.paged:
		return b.hugePagePath(c.page)
	}
	if need.device != nil {
		return b.memoryFile(need.device.Alias.V())
	}
	return b.memoryFile(need.id)
}

// memoryFile is the file that the memory called id is kept in.
func (b *builder) memoryFile(id string) string {
	if b.Profile.LibvirtDirs {
		return profile.MemoryFile(b.Conf.Text("memory_backing_dir").V(), b.dom.ShortName(), id)
	}
	// In a directory, QEMU makes a file that nobody else sees.
	return b.RuntimeDir
}

// memoryPrealloc adds whether memory is taken from the host at the start.
func (b *builder) memoryPrealloc(o *option.Option, need *memoryNeed, c *memoryChoice) {
	allocation := &b.dom.Memory.Backing.Allocation
	var refs []source.Ref
	switch {
	case c.enclave.IsSet():
		refs = []source.Ref{c.enclave.Ref()}
	case need.device != nil && source.Is(need.device.Model, domain.MemoryVirtioMem) && b.Target.Has("virtio-mem-pci.prealloc"):
		// The device takes what it needs when it grows.
		o.Bool("reserve", false, need.device.Model.Ref())
		return
	case source.Is(allocation.Mode, domain.AllocateImmediate):
		refs = []source.Ref{allocation.Mode.Ref()}
	case c.path.IsSet() && need.device != nil && source.Is(need.device.Model, domain.MemoryNVDIMM) && !need.device.Source.PMEM.V():
		// On the real thing that would only wear it off.
		refs = []source.Ref{need.device.Model.Ref()}
	case c.paged && !c.path.IsSet():
		refs = c.page.refs()
	}
	if refs != nil {
		o.Bool("prealloc", true, refs...)
	}
	switch threads := allocation.Threads; {
	case threads.V() == 0: // QEMU takes no 0, and libvirt writes none
		o.Cite(threads.Ref())
	case refs != nil || b.Profile.QEMUDefaults: // libvirt says how many there are even where they have no work
		o.UintVal("prealloc-threads", threads)
	}
}

// memoryDeviceSource adds what a memory device says of its source.
func (b *builder) memoryDeviceSource(o *option.Option, need *memoryNeed) {
	if need.device == nil {
		return
	}
	s := &need.device.Source
	if align, ok := s.AlignSize.Get(); ok {
		o.Uint("align", align*1024, s.AlignSize.Ref())
	}
	o.BoolVal("pmem", s.PMEM)
}

// first is v, or where it is absent, other.
func first[T any](v, other source.Val[T]) source.Val[T] {
	if v.IsSet() {
		return v
	}
	return other
}
