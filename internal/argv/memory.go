package argv

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// memory is how much memory the guest has, and what it is made of where no NUMA
// node says so.
func (b *builder) memory() []*option.Option {
	if !b.dom.Memory.Initial.IsSet() {
		return nil
	}
	opts := []*option.Option{b.memorySize()}
	_, backed := b.mainMemory()
	switch {
	case len(b.dom.NUMA.Cells) > 0:
	case backed:
		opts = append(opts, b.whole(b.mainBackend)...)
	default:
		opts = append(opts, b.whole(b.memoryPath)...)
	}
	return append(opts, b.memoryLock()...)
}

// memorySize is -m.
func (b *builder) memorySize() *option.Option {
	m := &b.dom.Memory
	o := option.New("m", m.Total.Ref(), m.Initial.Ref())
	size := m.Initial.V()
	switch {
	case !b.Target.Has("m.size"):
		// MiB, all that older releases understand.
		return o.Uint("", size/1024, m.Initial.Ref())
	case b.Profile.ShortMachine && size%1024 == 0:
		o.Uint("", size/1024, m.Initial.Ref())
	default:
		o.Str("size", inKiB(size), m.Initial.Ref())
	}
	if m.Max.IsSet() {
		if m.Slots.V() > 0 {
			o.UintVal("slots", m.Slots)
		}
		o.Str("maxmem", inKiB(m.Max.V()), m.Max.Ref())
	}
	return o
}

// inKiB is a size in KiB as options spell it.
func inKiB(size uint64) string { return strconv.FormatUint(size, 10) + "k" }

// mainMemory is the id of the backend that the machine's memory is made of. Ok
// is false where QEMU makes the memory itself.
func (b *builder) mainMemory() (id string, ok bool) {
	machine := b.machineFacts()
	if machine.DefaultRAMID == "" || !b.Target.Has("memory-backend") || len(b.dom.NUMA.Cells) > 0 {
		return "", false
	}
	if !b.Profile.Frame && b.plainMemory() {
		return "", false
	}
	return machine.DefaultRAMID, true
}

// plainMemory tells whether the guest's memory is what QEMU makes by itself.
func (b *builder) plainMemory() bool {
	m := &b.dom.Memory.Backing
	return !m.HugePages.Wanted.IsSet() && !b.dom.NUMATune.Memory.Nodes.IsSet() &&
		m.Access.V() != domain.MemoryShared && m.Allocation.Mode.V() != domain.AllocateImmediate &&
		(!m.Source.IsSet() || source.Is(m.Source, domain.MemoryAnonymous))
}

// mainBackend is the backend of the machine's memory.
func (b *builder) mainBackend() []*option.Option {
	id, _ := b.mainMemory()
	backend := b.memoryBackend(&memoryNeed{id: id, size: b.dom.Memory.Initial, system: true})
	return backend.options()
}

// memoryPath is -mem-path and -mem-prealloc, for machines whose memory is no
// backend (qemuBuildMemPathStr).
func (b *builder) memoryPath() []*option.Option {
	backing := &b.dom.Memory.Backing
	var path *option.Option
	prealloc := source.Is(backing.Allocation.Mode, domain.AllocateImmediate)
	preallocRef := backing.Allocation.Mode.Ref()
	if page, ok := b.hugePage(nil); ok {
		path = option.Text("mem-path", b.hugePagePath(page), page.refs()...)
		prealloc, preallocRef = true, backing.HugePages.Wanted.Ref()
	} else if source.Is(backing.Source, domain.MemoryFile) {
		path = option.Text("mem-path", b.memoryFile("ram"), backing.Source.Ref())
	}
	var opts []*option.Option
	if prealloc {
		opts = append(opts, option.New("mem-prealloc", preallocRef))
	}
	if path != nil {
		opts = append(opts, path)
	}
	return opts
}

// memoryLock keeps guest memory from being swapped out.
func (b *builder) memoryLock() []*option.Option {
	locked := b.dom.Memory.Backing.Locked
	if !b.Profile.Frame && !source.Is(locked, true) {
		return nil
	}
	refs := []source.Ref{locked.Ref().Or("default: memory may be swapped out")}
	if limit := b.dom.Memory.Tune.HardLimit; locked.V() && limit.IsSet() {
		// What libvirt lets QEMU lock.
		refs = append(refs, limit.Ref())
	}
	switch {
	case b.Target.HasFlag("overcommit"):
		return []*option.Option{option.New("overcommit", refs...).OnOff("mem-lock", locked.V(), refs...)}
	case b.Target.HasFlag("realtime"):
		return []*option.Option{option.New("realtime", refs...).OnOff("mlock", locked.V(), refs...)}
	case locked.V():
		b.Diag.Error(source.NeedsQEMU, locked.Ref(), "QEMU %s can't lock guest memory", b.Target.Version)
	}
	return nil
}
