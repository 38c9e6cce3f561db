package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// dimmSlots puts memory modules into the free slots.
// Source: qemuDomainAssignMemorySlots.
func (r *resolver) dimmSlots() {
	if !r.dom.Memory.Max.IsSet() {
		return
	}
	taken := map[uint64]bool{}
	for _, m := range r.dom.Devices.MemoryDevices {
		if m.Address.Is(domain.AddressDIMM) && m.Address.DIMM.Slot.IsSet() {
			taken[m.Address.DIMM.Slot.V()] = true
		}
	}
	next := uint64(0)
	for _, m := range r.dom.Devices.MemoryDevices {
		if model := m.Model.V(); !unplaced(&m.Device) || model != "dimm" && model != "nvdimm" {
			continue
		}
		for taken[next] {
			next++
		}
		taken[next] = true
		const rule = "address: next free memory slot"
		m.Address.Type = source.Default(rule, domain.AddressDIMM)
		m.Address.DIMM.Slot = source.Default(rule, next)
	}
}
