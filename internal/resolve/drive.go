package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// driveAddresses gives the disks on IDE, SATA, SCSI and floppy controllers the
// places that their names stand for, and host SCSI devices the next free ones.
func (r *resolver) driveAddresses() {
	taken := drivePlaces{}
	for _, h := range r.dom.Devices.Hostdevs {
		if h.Type.V() == domain.HostdevSCSI && h.Address.Type.IsSet() {
			taken.add("scsi", &h.Address.Drive)
		}
	}
	for _, d := range r.dom.Devices.Disks {
		if !d.Address.Type.IsSet() {
			r.driveFromName(d)
		}
		if !d.Address.Is(domain.AddressDrive) {
			continue
		}
		if !taken.add(d.Target.Bus.V(), &d.Address.Drive) {
			a := &d.Address.Drive
			r.Diag.Error(source.Duplicate, driveRef(d), "controller %d, bus %d, target %d, unit %d of the %s bus is taken already",
				a.Controller.V(), a.Bus.V(), a.Target.V(), a.Unit.V(), d.Target.Bus.V()).WithHint("give the disk another name or address")
		}
	}
	r.hostdevUnits(taken)
}

// driveRef is the item that put d where it is.
func driveRef(d *domain.Disk) source.Ref {
	if d.Address.Ref.Node() != 0 {
		return d.Address.Ref
	}
	return d.Target.Dev.Ref()
}

// drivePlace is a place on a disk controller.
type drivePlace struct {
	bus                               string
	controller, channel, target, unit uint64
}

// drivePlaces are the places that are taken.
type drivePlaces map[drivePlace]bool

// add takes a place; it tells whether that was free.
func (p drivePlaces) add(bus string, a *domain.DriveAddress) bool {
	at := drivePlace{bus, a.Controller.V(), a.Bus.V(), a.Target.V(), a.Unit.V()}
	if p[at] {
		return false
	}
	p[at] = true
	return true
}

// scsiUnits is how many units a wide SCSI bus has. One of them, number
// scsiHostUnit, is the controller itself.
const (
	scsiUnits    = 16
	scsiHostUnit = 7
)

// driveFromName gives d the place that its name stands for, such as the second
// unit of the first bus for hdb. Source: virDomainDiskDefAssignAddress.
func (r *resolver) driveFromName(d *domain.Disk) {
	bus := d.Target.Bus.V()
	switch bus {
	case "ide", "sata", "scsi", "fdc":
	default:
		return
	}
	index, ok := domain.DiskIndex(d.Target.Dev.V())
	if !ok {
		r.Diag.Error(source.BadValue, d.Target.Dev.Ref(), "%q is no disk name that stands for a place", d.Target.Dev.V()).
			WithHint("use a name such as sda or hdb, or give an <address>")
		return
	}
	controller, busNr, unit := drivePlaceOf(bus, index)
	at := func(n uint64) source.Val[uint64] { return source.Of(n, d.Target.Dev.Ref()) }
	d.Address.Type = source.Of(domain.AddressDrive, d.Target.Dev.Ref())
	d.Address.Drive = domain.DriveAddress{Controller: at(controller), Bus: at(busNr), Target: at(0), Unit: at(unit)}
}

// drivePlaceOf is the place of disk number index on a bus.
func drivePlaceOf(bus string, index uint64) (controller, busNr, unit uint64) {
	switch bus {
	case "ide":
		return index / 4, index % 4 / 2, index % 2
	case "sata":
		return index / 6, 0, index % 6
	case "fdc":
		return index / 2, 0, index % 2
	}
	unit = index % (scsiUnits - 1)
	if unit >= scsiHostUnit {
		unit++
	}
	return index / (scsiUnits - 1), 0, unit
}

// hostdevUnits gives host SCSI devices the next free units of target 0.
// Source: virDomainHostdevAssignAddress.
func (r *resolver) hostdevUnits(taken drivePlaces) {
	next := uint64(0)
	for _, h := range r.dom.Devices.Hostdevs {
		if h.Type.V() != domain.HostdevSCSI || h.Address.Type.IsSet() {
			continue
		}
		for free := false; !free; next++ {
			h.Address = scsiUnitAt(next)
			free = next%scsiUnits != scsiHostUnit && taken.add("scsi", &h.Address.Drive)
		}
	}
}

// scsiUnitAt is unit number n of all those on the first buses of all SCSI
// controllers.
func scsiUnitAt(n uint64) domain.Address {
	const rule = "address: next free SCSI unit"
	at := func(n uint64) source.Val[uint64] { return source.Default(rule, n) }
	return domain.Address{
		Ref:   source.Rule(rule),
		Type:  source.Default(rule, domain.AddressDrive),
		Drive: domain.DriveAddress{Controller: at(n / scsiUnits), Bus: at(0), Target: at(0), Unit: at(n % scsiUnits)},
	}
}
