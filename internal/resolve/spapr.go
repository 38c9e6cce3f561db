package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The registers at which the devices of POWER's virtual I/O bus start, by
// family, and how far they are apart. Source: QEMU's hw/net/spapr_llan.c,
// hw/scsi/spapr_vscsi.c, hw/char/spapr_vty.c; VIO_ADDR_* in libvirt.
const (
	vioNet    = 0x1000
	vioSCSI   = 0x2000
	vioNVRAM  = 0x3000
	vioTPM    = 0x4000
	vioSerial = 0x30000000
	vioStep   = 0x1000
	// From here on are the devices that QEMU itself adds.
	vioBuiltIn = 0x71000000
)

// spaprVIO gives out the registers of the virtual I/O bus.
type spaprVIO struct {
	*resolver
	taken map[uint64]bool
	// lines are the interrupts in use; nil where they are of no concern: QEMU gives
	// them out as it goes, or libvirt doesn't look at them.
	lines map[uint64]bool
	// from is where to look on, by the register that was looked at first.
	from map[uint64]uint64
}

// vioLines is how many interrupts the bus has.
const vioLines = 0x100

// vioLine is the interrupt of what is at reg. Source: spapr_vio_reg_to_irq of
// QEMU.
func vioLine(reg uint64) uint64 {
	switch {
	case reg >= vioBuiltIn:
		return reg % vioLines
	case reg >= vioSerial:
		return 0xf0 | reg/vioStep%0x10
	}
	return reg / vioStep % vioLines
}

func (r *resolver) spaprVIO() *spaprVIO {
	v := &spaprVIO{resolver: r, taken: map[uint64]bool{}, from: map[uint64]uint64{}}
	if r.Profile.Adapt && r.Target.Has("spapr-vio.fixed-interrupts") {
		v.lines = map[uint64]bool{}
		if r.dom.Devices.NVRAM == nil {
			v.lines[vioLine(vioBuiltIn)] = true // the machine's own NVRAM
		}
	}
	return v
}

// spaprVIORegisters puts the devices that POWER guests have on their virtual
// I/O bus there. Source: qemuDomainAssignSpaprVIOAddresses.
func (r *resolver) spaprVIORegisters() {
	v := r.spaprVIO()
	for d := range r.dom.Devices.All() {
		v.takeGiven(d.Info())
	}
	d := &r.dom.Devices
	for _, n := range d.Interfaces {
		v.register(&n.Device, n.Model.V() == "spapr-vlan", vioNet)
	}
	for _, c := range d.Controllers {
		v.register(&c.Device, c.Type.V() == "scsi" && c.Model.V() == "ibmvscsi", vioSCSI)
	}
	for _, s := range d.Serials {
		v.register(&s.Device, s.Target.Type.V() == "spapr-vio-serial", vioSerial)
	}
	if d.NVRAM != nil {
		v.register(&d.NVRAM.Device, r.is(qemu.IsPSeries), vioNVRAM)
	}
	for _, t := range d.TPMs {
		v.register(&t.Device, r.is(qemu.IsPSeries) && t.Model.V() != "spapr-tpm-proxy", vioTPM)
	}
}

func (v *spaprVIO) takeGiven(d *domain.Device) {
	reg, ok := d.Address.SpaprVIO.Reg.Get()
	if !ok || !d.Address.Is(domain.AddressSpaprVIO) {
		return
	}
	switch given := &d.Address.SpaprVIO.Reg; {
	case reg > 1<<32-1:
		v.Diag.Error(source.OutOfRange, given.Ref(), "the spapr-vio register %#x is more than 0xffffffff", reg)
	case v.taken[reg]:
		v.Diag.Error(source.Duplicate, given.Ref(), "the spapr-vio register %#x is taken already", reg).
			WithHint("leave reg out to have a free one chosen")
	case v.lines[vioLine(reg)]:
		v.Diag.Warn(source.Conflict, given.Ref(), "what is at the spapr-vio register %#x has the interrupt of another device; another register is chosen", reg).
			WithHint("leave reg out")
		given.Clear()
	default:
		v.take(reg)
	}
}

func (v *spaprVIO) take(reg uint64) {
	v.taken[reg] = true
	if v.lines != nil {
		v.lines[vioLine(reg)] = true
	}
}

// next is the first register from base on that is free, its interrupt too.
func (v *spaprVIO) next(base uint64) uint64 {
	reg := max(base, v.from[base])
	for n := 0; v.taken[reg] || n < vioLines && v.lines[vioLine(reg)]; n++ {
		reg += vioStep
	}
	v.from[base] = reg
	return reg
}

// register gives d a register from base on, where its kind belongs on this bus,
// or the XML has put it there.
func (v *spaprVIO) register(d *domain.Device, belongs bool, base uint64) {
	const rule = "address: next free spapr-vio register"
	a := &d.Address
	if belongs && !a.Is(domain.AddressSpaprVIO) {
		a.Type = source.Default(rule, domain.AddressSpaprVIO)
	}
	if !a.Is(domain.AddressSpaprVIO) || a.SpaprVIO.Reg.IsSet() {
		return
	}
	base = v.next(base)
	v.take(base)
	a.SpaprVIO.Reg = source.Default(rule, base)
}
