package domain

import "iter"

// AnyDevice is a device of any family.
type AnyDevice interface{ Info() *Device }

// All goes through the devices of all families that can have an address. The
// order is libvirt's (virDomainDeviceInfoIterate); it decides which device gets
// the first free channel or zPCI number.
func (d *Devices) All() iter.Seq[AnyDevice] {
	return func(yield func(AnyDevice) bool) {
		_ = each(d.Disks, yield) && each(d.Interfaces, yield) && each(d.Sounds, yield) && each(d.Hostdevs, yield) &&
			each(d.Videos, yield) && each(d.Controllers, yield) && each(d.Smartcards, yield) && each(d.Serials, yield) &&
			each(d.Parallels, yield) && each(d.Channels, yield) && each(d.ownConsoles(), yield) && each(d.Inputs, yield) &&
			each(d.Filesystems, yield) && each(d.Watchdogs, yield) && one(d.Memballoon, yield) && each(d.RNGs, yield) &&
			one(d.NVRAM, yield) && each(d.Hubs, yield) && each(d.Redirdevs, yield) && each(d.Shmems, yield) &&
			each(d.TPMs, yield) && each(d.Panics, yield) && each(d.MemoryDevices, yield) && each(d.IOMMUs, yield) &&
			one(d.Vsock, yield) && each(d.Cryptos, yield) && one(d.Pstore, yield)
	}
}

// ownConsoles are the consoles that are devices of their own: the first may be
// another name of the first serial port.
func (d *Devices) ownConsoles() []*CharDevice {
	if len(d.Serials) > 0 && len(d.Consoles) > 0 && d.Serials[0].Console == d.Consoles[0] {
		return d.Consoles[1:]
	}
	return d.Consoles
}

// each goes through the devices of a family; it tells whether to go on.
func each[T any, P interface {
	*T
	AnyDevice
}](list []P, yield func(AnyDevice) bool) bool {
	for _, v := range list {
		if !yield(v) {
			return false
		}
	}
	return true
}

func one[T any, P interface {
	*T
	AnyDevice
}](v P, yield func(AnyDevice) bool) bool {
	return v == nil || yield(v)
}
