package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// memoryDevices are modules of memory beside what the guest starts with.
func (b *builder) memoryDevices() []*option.Option {
	opts := each(b, b.dom.Devices.MemoryDevices, b.memoryDevice)
	return append(opts, b.sgxMachine()...)
}

// memoryDevice is a module and the memory that it is made of.
func (b *builder) memoryDevice(d *domain.MemoryDevice) []*option.Option {
	need := &memoryNeed{id: memoryDeviceID(d), size: d.Target.Size, cell: b.cell(d.Target.Node), device: d}
	backend := b.memoryBackend(need)
	if source.Is(d.Model, domain.MemorySGXEPC) {
		return backend.options()
	}
	o := b.memoryDriver(d)
	o.UintVal("node", d.Target.Node)
	b.bytesVal(o, "label-size", d.Target.Label)
	b.bytesVal(o, "block-size", d.Target.Block)
	if want := d.Target.Requested; want.V() > 0 {
		b.bytesVal(o, "requested-size", want)
	} else {
		o.Cite(want.Ref())
	}
	if source.Is(d.Model, domain.MemoryNVDIMM) {
		o.StrVal("uuid", d.UUID).BoolVal("unarmed", d.Target.ReadOnly)
	}
	o.Str("memdev", need.id, d.Ref)
	b.growingMemory(o, need)
	o.UintVal("memaddr", d.Target.Address)
	o.BoolVal("dynamic-memslots", d.Target.DynamicMemslots)
	b.finish(o, &d.Device)
	return append(backend.options(), o)
}

// memoryDriver begins the -device of a module.
func (b *builder) memoryDriver(d *domain.MemoryDevice) *option.Option {
	switch d.Model.V() {
	case domain.MemoryVirtioPMEM, domain.MemoryVirtioMem:
		return b.virtio(d.Model.V(), &d.Device, source.Val[string]{}).Cite(d.Model.Ref())
	case domain.MemoryNVDIMM:
		return option.Device("nvdimm", d.Ref, d.Model.Ref())
	}
	return option.Device("pc-dimm", d.Ref, d.Model.Ref())
}

// growingMemory has a virtio-mem device take its memory from the host at once,
// where memory of its kind is taken so.
func (b *builder) growingMemory(o *option.Option, need *memoryNeed) {
	if !source.Is(need.device.Model, domain.MemoryVirtioMem) || !b.Target.Has("virtio-mem-pci.prealloc") {
		return
	}
	mode := b.dom.Memory.Backing.Allocation.Mode
	if page, ok := b.hugePage(need); ok {
		o.Bool("prealloc", true, page.from...)
	} else if source.Is(mode, domain.AllocateImmediate) {
		o.Bool("prealloc", true, mode.Ref())
	}
}

// bytesVal adds a size of v KiB in bytes.
func (b *builder) bytesVal(o *option.Option, key string, v source.Val[uint64]) {
	if n, ok := v.Get(); ok {
		o.Uint(key, n*1024, v.Ref())
	}
}

// memoryDeviceID is the id of the memory that d is made of.
func memoryDeviceID(d *domain.MemoryDevice) string { return "mem" + d.Alias.V() }

// cell is the guest NUMA node called id, nil where there is none.
func (b *builder) cell(id source.Val[uint64]) *domain.NUMACell {
	if n, ok := id.Get(); ok && n < uint64(len(b.dom.NUMA.Cells)) {
		return b.dom.NUMA.Cells[n]
	}
	return nil
}

// sgxMachine gives the machine its enclave memory, in a -machine of its own as
// libvirt has it: the backends must be there before it.
func (b *builder) sgxMachine() []*option.Option {
	var o *option.Option
	n := 0
	for _, d := range b.dom.Devices.MemoryDevices {
		if !source.Is(d.Model, domain.MemorySGXEPC) {
			continue
		}
		if o == nil {
			o = option.New("machine", d.Model.Ref())
		}
		key := fmt.Sprintf("sgx-epc.%d.", n)
		o.Str(key+"memdev", memoryDeviceID(d), d.Ref)
		if d.Target.Node.IsSet() {
			o.UintVal(key+"node", d.Target.Node)
		}
		n++
	}
	if o == nil {
		return nil
	}
	return []*option.Option{o}
}
