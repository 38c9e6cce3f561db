package resolve

import (
	"math"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// mib is a MiB in KiB, the unit of memory sizes.
const mib = 1024

// memory works out how much memory the guest starts with (libvirt's
// virDomainDefPostParseMemory and qemuDomainAlignMemorySizes).
func (r *resolver) memory() {
	m := &r.dom.Memory
	devices := r.deviceMemory()
	if cells := r.cellMemory(); cells > 0 && (!m.Total.IsSet() || r.Profile.NewDomain || r.Profile.Adapt) {
		m.Total = source.Of(cells+devices, m.Total.Ref().Or("sum of the NUMA nodes and memory devices"))
	}
	if m.Total.IsMalformed() {
		return
	}
	if m.Total.V() == 0 {
		r.Diag.Error(source.MissingValue, source.First(m.Total.Ref(), r.dom.Ref), "the domain has no memory").
			WithHint("write <memory unit='MiB'>...</memory>, or give the NUMA nodes of <cpu> their memory")
		return
	}
	if devices >= m.Total.V() {
		r.Diag.Error(source.Invalid, m.Total.Ref(), "the memory devices have %d KiB, the whole guest %d KiB", devices, m.Total.V()).
			WithHint("<memory> counts the memory devices as well")
		return
	}
	r.soleNode(m.Total.V() - devices)
	r.checkMaxMemory()
	if least := m.Tune.MinGuarantee; least.IsSet() {
		r.refuse("it is left out", source.Invalid, least.Ref(), "no memory can be guaranteed to a guest of QEMU").WithHint("remove <min_guarantee>; <locked/> keeps all of it in RAM")
	}
	r.hugePages()
	r.alignMemory(m.Total.V() - devices)
}

// soleNode puts the memory of a guest that can grow into a NUMA node, where the
// XML describes none (qemuDomainDefNumaAutoAdd).
func (r *resolver) soleNode(initial uint64) {
	const rule = "default: memory that can grow is in a NUMA node"
	m := &r.dom.Memory
	if !r.Profile.NewDomain && !r.Profile.Adapt || !m.Max.IsSet() || len(r.dom.NUMA.Cells) > 0 || r.is(qemu.IsS390CCW) {
		return
	}
	r.dom.NUMA.Cells = []*domain.NUMACell{{Ref: source.Rule(rule), Memory: source.Of(initial, m.Total.Ref())}}
	for _, d := range r.dom.Devices.MemoryDevices {
		if takesSlot(d) || source.Is(d.Model, domain.MemoryVirtioMem) {
			d.Target.Node.SetDefault(rule, 0)
		}
	}
}

// deviceMemory is how much memory devices have, in KiB.
func (r *resolver) deviceMemory() uint64 {
	var sum uint64
	for _, d := range r.dom.Devices.MemoryDevices {
		sum += d.Target.Size.V()
	}
	return sum
}

// cellMemory is how much memory NUMA nodes have, in KiB.
func (r *resolver) cellMemory() uint64 {
	var sum uint64
	for _, c := range r.dom.NUMA.Cells {
		sum += c.Memory.V()
	}
	return sum
}

// checkMaxMemory checks the room for memory devices
// (qemuDomainDefValidateMemoryHotplug).
func (r *resolver) checkMaxMemory() {
	m := &r.dom.Memory
	// The memory of enclaves is not plugged in, but libvirt counts it all the same.
	plugged := slices.IndexFunc(r.dom.Devices.MemoryDevices, func(d *domain.MemoryDevice) bool { return !source.Is(d.Model, domain.MemorySGXEPC) || !r.Profile.Adapt })
	switch {
	case !m.Max.IsSet() && plugged >= 0:
		r.Diag.Error(source.MissingValue, r.dom.Devices.MemoryDevices[plugged].Ref, "memory devices need room to be plugged into").
			WithHint("write <maxMemory slots='...' unit='KiB'>...</maxMemory>")
	case !m.Max.IsSet():
	case plugged >= 0 && r.Profile.Adapt && r.Target.Arch.IsX86() && !r.dom.Features.ACPI.V():
		r.Diag.Error(source.Conflict, r.dom.Devices.MemoryDevices[plugged].Ref, "memory devices are plugged in by ACPI, which the guest has not").
			WithHint("add <acpi/> to <features>")
	case m.Max.V() < m.Total.V():
		r.Diag.Error(source.Conflict, m.Max.Ref(), "the maximum of %d KiB is less than the memory of %d KiB", m.Max.V(), m.Total.V()).
			Accounting(m.Total.Ref())
	case len(r.dom.NUMA.Cells) == 0 && !r.Target.Arch.IsPPC64() && !r.Target.Arch.IsS390():
		r.Diag.Error(source.Invalid, m.Max.Ref(), "memory that can grow needs a guest NUMA node").
			WithHint("describe one in <cpu><numa>: QEMU would add it by itself, and the guest would see another machine")
	}
}

// memoryAlignment is what memory comes in multiples of, in KiB: POWER guests
// manage it in blocks of 256 MiB; else libvirt keeps to a MiB.
func (r *resolver) memoryAlignment() uint64 {
	if r.Target.Arch.IsPPC64() {
		return 256 * mib
	}
	return mib
}

// alignMemory rounds up all sizes of guest memory. initial is what the guest has
// without memory devices.
func (r *resolver) alignMemory(initial uint64) {
	m, align := &r.dom.Memory, r.memoryAlignment()
	for _, c := range r.dom.NUMA.Cells {
		c.Memory = rounded(c.Memory, align)
	}
	if cells := r.cellMemory(); cells > 0 {
		initial = cells
	}
	m.Initial = r.onBoard(rounded(source.Of(initial, m.Total.Ref()), align))
	m.Max = rounded(m.Max, align)
	r.checkAddressable()
}

// onBoard is size, or where the machine does not take that much, or that little,
// the nearest that it takes. libvirt does not look, and QEMU ends.
func (r *resolver) onBoard(size source.Val[uint64]) source.Val[uint64] {
	machine := r.dom.OS.Machine.V()
	takes := qemu.Memory(machine, r.Target.Arch)
	fits := takes.Fit(size.V())
	if !r.Profile.Adapt || fits == size.V() {
		return size
	}
	r.Diag.Warn(source.OutOfRange, size.Ref(), "the machine %s takes %s of memory, not %d MiB; the guest has %d MiB", machine, takes, size.V()/mib, fits/mib).
		WithHint("write <memory unit='MiB'>%d</memory>", fits/mib)
	return source.Of(fits, size.Ref())
}

// checkAddressable refuses sizes that rounding up made more than QEMU can count
// in bytes.
func (r *resolver) checkAddressable() {
	sizes := []source.Val[uint64]{r.dom.Memory.Initial, r.dom.Memory.Max}
	for _, d := range r.dom.Devices.MemoryDevices {
		sizes = append(sizes, r.deviceSize(d))
	}
	for _, v := range sizes {
		if v.V() > math.MaxInt64/1024 {
			r.Diag.Error(source.OutOfRange, v.Ref(), "%d KiB are more memory than QEMU can count", v.V())
		}
	}
}

// rounded is v rounded up to a multiple of align.
func rounded(v source.Val[uint64], align uint64) source.Val[uint64] {
	n, ok := v.Get()
	if !ok || n%align == 0 || n > 1<<64-1-align {
		return v
	}
	return source.Of(n+align-n%align, v.Ref())
}
