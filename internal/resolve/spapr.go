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
)

// spaprVIO gives out the registers of the virtual I/O bus.
type spaprVIO struct {
	*resolver
	taken map[uint64]bool
}

// spaprVIORegisters puts the devices that POWER guests have on their virtual
// I/O bus there. Source: qemuDomainAssignSpaprVIOAddresses.
func (r *resolver) spaprVIORegisters() {
	v := spaprVIO{r, map[uint64]bool{}}
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
	if v.taken[reg] {
		v.Diag.Error(source.Duplicate, d.Address.SpaprVIO.Reg.Ref(), "the spapr-vio register %#x is taken already", reg).
			WithHint("leave reg out to have a free one chosen")
	}
	v.taken[reg] = true
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
	for v.taken[base] {
		base += vioStep
	}
	v.taken[base] = true
	a.SpaprVIO.Reg = source.Default(rule, base)
}
