package resolve

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// driveAddress is where on its controllers the disk whose target has the given
// number sits; ok is false for buses without controllers of drives. SCSI is
// narrow, as libvirt's QEMU driver has it: 7 units on a bus.
// Source: virDomainDiskDefAssignAddress.
func driveAddress(bus string, index uint64) (a domain.DriveAddress, ok bool) {
	var controller, onBus, unit uint64
	switch bus {
	case "ide":
		controller, onBus, unit = index/4, index%4/2, index%2
	case "sata":
		controller, unit = index/6, index%6
	case "scsi":
		controller, unit = index/7, index%7
	case "fdc":
		controller, unit = index/2, index%2
	default:
		return a, false
	}
	from := source.Rule("rule: drive address from the target's name")
	return domain.DriveAddress{
		Controller: source.Of(controller, from), Bus: source.Of(onBus, from), Target: source.Of(uint64(0), from), Unit: source.Of(unit, from),
	}, true
}

// diskAddress gives d an address by its target's name where it has none.
func (r *resolver) diskAddress(d *domain.Disk) {
	a := &d.Address
	if a.Type.IsSet() || !d.Target.Dev.IsSet() {
		return
	}
	index, _, ok := domain.DiskName(d.Target.Dev.V())
	if !ok {
		r.Diag.Error(source.BadValue, d.Target.Dev.Ref(), "%q is no name of a disk, and no address is given", d.Target.Dev.V()).
			WithHint("a name is vd, sd, hd or fd and a letter, such as vda")
		return
	}
	if place, ok := driveAddress(d.Target.Bus.V(), index); ok {
		a.Type = source.Of(domain.AddressDrive, d.Target.Dev.Ref())
		a.Drive = place
	}
}

// drivesOnly tells whether the disks of a bus sit at drive addresses.
// Source: virDomainDiskAddressDiskBusCompatibility.
func drivesOnly(bus string) bool {
	return bus == "ide" || bus == "fdc" || bus == "scsi" || bus == "sata"
}

// checkDiskAddress refuses addresses that don't fit the bus of d.
func (r *resolver) checkDiskAddress(d *domain.Disk) {
	bus, a := d.Target.Bus.V(), &d.Address
	switch {
	case !a.Type.IsSet():
	case drivesOnly(bus) && !a.Is(domain.AddressDrive):
		r.refuse("another place is chosen", source.Invalid, a.Type.Ref(), "a disk on the bus %s can't have an address of type %s", bus, a.Type.V()).
			WithHint("write <address type='drive'>, or leave the address to qemuxml").Inside(a.Ref)
		r.otherDrive(d)
	case bus == "usb" && !a.Is(domain.AddressUSB):
		r.refuse("a port is chosen", source.Invalid, a.Type.Ref(), "a disk on the bus usb can't have an address of type %s", a.Type.V()).Inside(a.Ref)
		d.Address = domain.Address{}
	case bus == "virtio": // see places
	case r.Profile.Adapt && beyond(bus, &a.Drive):
		// libvirt lets it pass, and QEMU ends.
		r.Diag.Warn(source.OutOfRange, source.First(a.Ref, d.Ref), "no %s controller has a bus %d with a unit %d; %s is put elsewhere",
			bus, a.Drive.Bus.V(), a.Drive.Unit.V(), d.Target.Dev.V()).WithHint("leave the address out").Inside(a.Ref)
		r.otherDrive(d)
	case bus == "fdc" || bus == "sata":
		r.driveLimits(d, bus)
	case bus == "ide" && a.Drive.Target.V() != 0:
		r.refuse("it is passed over", source.OutOfRange, a.Drive.Target.Ref(), "target %d: an ide controller has none but 0", a.Drive.Target.V())
	}
}

// beyond tells whether a is more than the controllers of bus have room for.
func beyond(bus string, a *domain.DriveAddress) bool {
	switch bus {
	case "ide":
		return a.Bus.V() > 1 || a.Unit.V() > 1
	case "sata":
		return a.Unit.V() > 5
	case "fdc":
		return a.Unit.V() > 1
	}
	return false
}

// otherDrive moves d to the drive address that its target's name stands for, or
// the next that no other disk has.
func (r *resolver) otherDrive(d *domain.Disk) {
	d.Address = domain.Address{}
	taken := map[string]bool{}
	for _, other := range r.dom.Devices.Disks {
		taken[drivePlace(other)] = true
	}
	r.diskAddress(d)
	for n := uint64(0); taken[drivePlace(d)] && n <= uint64(len(taken)); n++ {
		d.Address.Drive, _ = driveAddress(d.Target.Bus.V(), n)
	}
}

// driveLimits refuses places that no such controller has.
// Source: qemuBuildDeviceAddresDriveProps and its forerunner in qemu_command.c.
func (r *resolver) driveLimits(d *domain.Disk, bus string) {
	a := &d.Address.Drive
	refuse := func(v source.Val[uint64], what string) {
		r.Diag.Error(source.OutOfRange, v.Ref(), "%s %d: a %s controller has none but 0", what, v.V(), bus)
	}
	if a.Bus.V() != 0 {
		refuse(a.Bus, "bus")
	}
	if a.Target.V() != 0 {
		refuse(a.Target, "target")
	}
	if bus == "fdc" && a.Controller.V() != 0 {
		r.Diag.Error(source.OutOfRange, a.Controller.Ref(), "there is only one fdc controller")
	}
}

// uniqueDisks refuses two disks of one name or in one place, and warns of two of
// one identity, which is what multiple paths to a disk look like.
// Source: virDomainDiskDefCheckDuplicateInfo,
// virDomainDefDuplicateDriveAddressesValidate.
func (r *resolver) uniqueDisks() {
	targets, places, names := map[string]*domain.Disk{}, map[string]*domain.Disk{}, map[string]*domain.Disk{}
	for _, d := range r.dom.Devices.Disks {
		dev := d.Target.Dev
		if other := claim(targets, dev.V(), d); other != nil && dev.IsSet() {
			r.Diag.Error(source.Duplicate, dev.Ref(), "the target %s is taken by another disk", dev.V()).Accounting(other.Target.Dev.Ref())
			continue
		}
		if place := drivePlace(d); place != "" {
			if other := claim(places, place, d); other != nil {
				places[place] = r.part(d, other)
			}
		}
		if other := claim(names, d.WWN.V(), d); other != nil && d.WWN.IsSet() {
			r.Diag.Warn(source.Duplicate, d.WWN.Ref(), "%s has the same world wide name; to the guest both are one disk", other.Target.Dev.V())
		}
	}
}

// part refuses two disks at one drive address, and returns the one that has it.
// An address that only a disk's name stands for gives way where the profile
// adapts domains.
func (r *resolver) part(d, other *domain.Disk) *domain.Disk {
	place, stays := drivePlace(d), other
	switch {
	case r.Profile.Adapt && d.Address.Ref.IsZero():
	case r.Profile.Adapt && other.Address.Ref.IsZero():
		d, stays = other, d
	default:
		r.Diag.Error(source.Duplicate, source.First(d.Address.Ref, d.Target.Dev.Ref()), "another disk has the drive address of %s: %s", d.Target.Dev.V(), place)
		return other
	}
	r.Diag.Warn(source.Duplicate, d.Target.Dev.Ref(), "%s stands for %s, which %s has; it is put elsewhere", d.Target.Dev.V(), place, stays.Target.Dev.V()).
		WithHint("name it after a place that is free, or give it an <address>")
	r.otherDrive(d)
	return stays
}

// claim enters d under key; where another has that key, it is that other.
func claim[T any](taken map[string]*T, key string, d *T) *T {
	if other := taken[key]; other != nil {
		return other
	}
	taken[key] = d
	return nil
}

// drivePlace names where on the controllers of its bus d sits, "" where it sits
// on none.
func drivePlace(d *domain.Disk) string {
	if !d.Address.Is(domain.AddressDrive) {
		return ""
	}
	a := &d.Address.Drive
	return fmt.Sprintf("%s controller %d bus %d target %d unit %d", d.Target.Bus.V(), a.Controller.V(), a.Bus.V(), a.Target.V(), a.Unit.V())
}
