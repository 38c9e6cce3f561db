package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// scsiUnits is how many units a narrow SCSI bus has beside the controller.
// Source: SCSI_NARROW_BUS_MAX_CONT_UNIT.
const scsiUnits = 7

// scsiUnit is a place on a SCSI controller.
type scsiUnit struct{ controller, bus, target, unit uint64 }

func scsiUnitOf(a *domain.DriveAddress) scsiUnit {
	return scsiUnit{a.Controller.V(), a.Bus.V(), a.Target.V(), a.Unit.V()}
}

// hostdevUnits gives host SCSI devices the next free units of target 0, and
// refuses those that sit where a disk or another of them does.
// Source: virDomainHostdevAssignAddress.
func (r *resolver) hostdevUnits() {
	taken := map[scsiUnit]bool{}
	for _, d := range r.dom.Devices.Disks {
		if d.Target.Bus.V() == "scsi" && d.Address.Is(domain.AddressDrive) {
			taken[scsiUnitOf(&d.Address.Drive)] = true
		}
	}
	next := uint64(0)
	for _, given := range []bool{true, false} {
		for _, h := range r.dom.Devices.Hostdevs {
			switch {
			case h.Type.V() != domain.HostdevSCSI || unplaced(&h.Device) == given:
			case given:
				r.takeUnit(taken, h)
			default:
				next = nextUnit(taken, h, next)
			}
		}
	}
}

func (r *resolver) takeUnit(taken map[scsiUnit]bool, h *domain.Hostdev) {
	at := scsiUnitOf(&h.Address.Drive)
	if taken[at] {
		r.Diag.Error(source.Duplicate, h.Address.Ref, "controller %d, bus %d, target %d, unit %d of SCSI is taken already",
			at.controller, at.bus, at.target, at.unit).WithHint("leave the address out to have a free one chosen")
	}
	taken[at] = true
}

// nextUnit gives h the first free unit from number n on, and returns the number
// after it.
func nextUnit(taken map[scsiUnit]bool, h *domain.Hostdev, n uint64) uint64 {
	const rule = "address: next free SCSI unit"
	for taken[scsiUnit{controller: n / scsiUnits, unit: n % scsiUnits}] {
		n++
	}
	at := func(n uint64) source.Val[uint64] { return source.Default(rule, n) }
	h.Address = domain.Address{
		Ref:   source.Rule(rule),
		Type:  source.Default(rule, domain.AddressDrive),
		Drive: domain.DriveAddress{Controller: at(n / scsiUnits), Bus: at(0), Target: at(0), Unit: at(n % scsiUnits)},
	}
	return n + 1
}
