package resolve

import (
	"cmp"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// memoryDevices completes modules of memory and gives them their slots
// (qemuDomainAssignMemorySlots).
func (r *resolver) memoryDevices() {
	slots := &memorySlots{taken: map[uint64]bool{}}
	for _, d := range r.dom.Devices.MemoryDevices {
		r.memoryTarget(d)
		if takesSlot(d) {
			r.reserveSlot(slots, d)
		}
	}
	for _, d := range r.dom.Devices.MemoryDevices {
		if takesSlot(d) {
			r.takeSlot(slots, d)
		}
	}
	r.memoryOverlaps()
}

// memoryOverlaps refuses devices at guest addresses where there is memory of
// another already (virDomainMemoryDefCheckConflict).
func (r *resolver) memoryOverlaps() {
	var placed []*domain.MemoryDevice
	for _, d := range r.dom.Devices.MemoryDevices {
		if memoryBase(d).IsSet() {
			placed = append(placed, d)
		}
	}
	slices.SortStableFunc(placed, func(a, b *domain.MemoryDevice) int { return cmp.Compare(memoryBase(a).V(), memoryBase(b).V()) })
	end := uint64(0) // of the memory so far
	for _, d := range placed {
		at, size := memoryBase(d), seenMemory(d)
		if size > 0 && at.V() < end {
			r.Diag.Error(source.Conflict, at.Ref(), "at %#x there is memory of another device", at.V()).WithHint("leave the address out to have a free one chosen")
		}
		end = max(end, at.V()+size)
	}
}

// memoryBase is where the guest finds the memory of d, absent where QEMU chooses.
func memoryBase(d *domain.MemoryDevice) source.Val[uint64] {
	if takesSlot(d) {
		return d.Address.DIMM.Base
	}
	return d.Target.Address
}

// memorySlots are the slots of <maxMemory> that are taken.
type memorySlots struct{ taken map[uint64]bool }

// seenMemory is how many bytes the guest finds there: a label is beside them, and
// leaves a module cut to its alignment.
func seenMemory(d *domain.MemoryDevice) uint64 {
	size := d.Target.Size.V() - min(d.Target.Label.V(), d.Target.Size.V())
	if align := d.Source.AlignSize.V(); align > 0 {
		size -= size % align
	}
	return size * 1024
}

// takesSlot tells whether d is plugged into a slot.
func takesSlot(d *domain.MemoryDevice) bool {
	return source.Is(d.Model, domain.MemoryDIMM) || source.Is(d.Model, domain.MemoryNVDIMM)
}

func (r *resolver) reserveSlot(s *memorySlots, d *domain.MemoryDevice) {
	slot, ok := d.Address.DIMM.Slot.Get()
	switch {
	case !ok:
	case s.taken[slot]:
		r.Diag.Error(source.Duplicate, d.Address.DIMM.Slot.Ref(), "the memory slot %d is taken already", slot)
	case slot >= r.dom.Memory.Slots.V():
		r.Diag.Error(source.OutOfRange, d.Address.DIMM.Slot.Ref(), "there is no memory slot %d", slot).
			WithHint("<maxMemory slots=...> says how many there are; they count from 0")
	default:
		s.taken[slot] = true
	}
}

// takeSlot gives d the lowest slot that is free.
func (r *resolver) takeSlot(s *memorySlots, d *domain.MemoryDevice) {
	d.Address.Type.SetDefault("default: memory sits in a slot", domain.AddressDIMM)
	if d.Address.DIMM.Slot.IsSet() {
		return
	}
	for slot := range r.dom.Memory.Slots.V() {
		if !s.taken[slot] {
			s.taken[slot] = true
			d.Address.DIMM.Slot = source.Default("default: lowest free memory slot", slot)
			return
		}
		if slot > uint64(len(s.taken)) {
			break
		}
	}
	r.Diag.Error(source.OutOfRange, d.Ref, "no slot is free for the memory device").
		WithHint("raise <maxMemory slots='%d'>", r.dom.Memory.Slots.V())
}

// memoryTarget checks what the guest sees of d, and aligns its size.
func (r *resolver) memoryTarget(d *domain.MemoryDevice) {
	t := &d.Target
	if n, ok := t.Node.Get(); ok && n >= uint64(max(len(r.dom.NUMA.Cells), 1)) {
		r.Diag.Error(source.Invalid, t.Node.Ref(), "there is no guest NUMA node %d to add memory to", n)
	}
	switch d.Model.V() {
	case domain.MemoryDIMM:
		r.needsNode(d)
	case domain.MemoryNVDIMM:
		r.needsNode(d)
		r.persistent(d)
		r.nvdimm(d)
	case domain.MemoryVirtioPMEM:
		r.persistent(d)
		r.virtioPMEM(d)
	case domain.MemoryVirtioMem:
		r.needsNode(d)
		r.virtioMem(d)
	}
	t.Size = r.deviceSize(d)
}

// needsNode refuses a module that is in none of the guest's NUMA nodes
// (qemuDomainDefValidateMemoryHotplugDevice).
func (r *resolver) needsNode(d *domain.MemoryDevice) {
	if len(r.dom.NUMA.Cells) > 0 && !d.Target.Node.IsSet() {
		r.refuse("it goes into the first", source.MissingValue, d.Ref, "a memory device needs a guest NUMA node").WithHint("write <node>0</node> in its <target>")
	}
}

// persistent checks a device whose memory outlives the guest.
func (r *resolver) persistent(d *domain.MemoryDevice) {
	if !d.Source.Path.IsSet() {
		r.Diag.Error(source.MissingValue, d.Ref, "a memory device of model %s needs a <path>", d.Model.V())
	}
	if d.Discard.V() {
		r.refuse("it is left out", source.Invalid, d.Discard.Ref(), "what a memory device of model %s holds can't be discarded", d.Model.V())
	}
}

// nvdimm checks a persistent module. POWER knows them by UUID, and keeps their
// state in a label (virDomainMemoryDefValidate, qemuDomainMemoryDeviceDefPostParse).
func (r *resolver) nvdimm(d *domain.MemoryDevice) {
	label := d.Target.Label
	power := r.Target.Arch.IsPPC64()
	switch {
	case power && !label.IsSet():
		r.Diag.Error(source.MissingValue, d.Ref, "a persistent memory module of POWER needs a <label>")
	case label.IsSet() && label.V() < 128:
		r.Diag.Error(source.OutOfRange, label.Ref(), "a label has at least 128 KiB, not %d", label.V())
	case label.IsSet() && label.V() >= d.Target.Size.V():
		r.Diag.Error(source.OutOfRange, label.Ref(), "the label of %d KiB leaves no memory in the module of %d KiB", label.V(), d.Target.Size.V())
	}
	switch {
	case !power && d.UUID.IsSet():
		r.Diag.Error(source.Invalid, d.UUID.Ref(), "only POWER knows persistent memory modules by UUID").WithHint("remove <uuid>")
	case power && !d.UUID.IsSet():
		id := nameUUID(r.dom.Name.V() + " " + d.Source.Path.V())
		d.UUID = source.Default("derived: UUID from the names of domain and file", id)
		r.Diag.Note(source.Derived, d.Ref, "the memory module has no UUID; it gets %s, derived from the names of domain and file", id)
	}
}

// virtioPMEM checks memory that the guest caches no pages of
// (qemuValidateDomainDeviceDefMemory).
func (r *resolver) virtioPMEM(d *domain.MemoryDevice) {
	d.Access.SetDefault("default: virtio-pmem is shared with the host", domain.MemoryShared)
	if !source.Is(d.Access, domain.MemoryShared) {
		r.Diag.Error(source.Invalid, source.First(d.Access.Ref(), d.Ref), "virtio-pmem is shared with the host").WithHint("write access='shared'")
	}
	if d.Target.Node.IsSet() {
		r.Diag.Error(source.Invalid, d.Target.Node.Ref(), "virtio-pmem is in no guest NUMA node").WithHint("remove <node>")
	}
}

// deviceSize is the aligned size of d (qemuDomainGetMemoryModuleSizeAlignment).
// POWER cuts a persistent module down to whole blocks beside its label, since
// the file behind it does not grow.
func (r *resolver) deviceSize(d *domain.MemoryDevice) source.Val[uint64] {
	t := &d.Target
	switch {
	case !r.Target.Arch.IsPPC64():
		return rounded(t.Size, 2*mib)
	case !source.Is(d.Model, domain.MemoryNVDIMM):
		return rounded(t.Size, r.memoryAlignment())
	}
	label := t.Label.V()
	guest := (max(t.Size.V(), label) - label) / r.memoryAlignment() * r.memoryAlignment()
	if guest == 0 {
		r.Diag.Error(source.OutOfRange, t.Size.Ref(), "a persistent memory module of POWER has at least 256 MiB beside its label")
	}
	return source.Of(guest+label, t.Size.Ref())
}

// hugePage is the size of a transparent huge page of x86 hosts, in KiB.
const hugePage = 2 * mib

// virtioMem checks how memory grows (qemuDomainMemoryDevicePostParse and
// virDomainMemoryDefValidate).
func (r *resolver) virtioMem(d *domain.MemoryDevice) {
	t := &d.Target
	t.Block.SetDefault("default: blocks of 2 MiB", 2*mib)
	block := t.Block.V()
	switch {
	case block == 0 || block&(block-1) != 0:
		r.Diag.Error(source.Invalid, t.Block.Ref(), "the block size of virtio-mem must be a power of 2")
	case !t.Requested.IsSet():
		r.Diag.Error(source.MissingValue, d.Ref, "virtio-mem needs <requested>: what the guest has of it at first")
	case t.Requested.V()%block != 0:
		r.Diag.Error(source.Invalid, t.Requested.Ref(), "the requested %d KiB are not a whole number of blocks", t.Requested.V())
	case t.Requested.V() > t.Size.V():
		r.Diag.Error(source.OutOfRange, t.Requested.Ref(), "%d KiB are requested of a device with %d KiB", t.Requested.V(), t.Size.V())
	case block < hugePage && r.Target.Arch.IsX86():
		r.refuse("it is taken as it is", source.OutOfRange, t.Block.Ref(), "the blocks of virtio-mem are smaller than the transparent huge pages of the host")
	case t.Size.V()%block != 0 && !r.Profile.WriteRefused:
		r.Diag.Error(source.Invalid, t.Size.Ref(), "the size of virtio-mem is not a whole number of blocks")
	}
}
