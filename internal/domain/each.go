package domain

import "iter"

// AnyDevice is a device of any family.
type AnyDevice interface{ Info() *Device }

// All goes through the devices of all families that can have an address. The
// order is libvirt's (virDomainDeviceInfoIterate); it decides which device gets
// the first free channel or zPCI number.
func (d *Devices) All() iter.Seq[AnyDevice] {
	return func(yield func(AnyDevice) bool) {
		for _, family := range d.families() {
			if !family(yield) {
				return
			}
		}
	}
}

// families go through the devices of one family each; they tell whether to go on.
func (d *Devices) families() []func(yield func(AnyDevice) bool) bool {
	return []func(func(AnyDevice) bool) bool{
		each(d.Disks), each(d.Interfaces), each(d.Sounds), each(d.Hostdevs), each(d.Videos), each(d.Controllers),
		each(d.Smartcards), each(d.Serials), each(d.Parallels), each(d.Channels), each(d.Consoles), each(d.Inputs),
		each(d.Filesystems), each(d.Watchdogs), one(d.Memballoon), each(d.RNGs), one(d.NVRAM), each(d.Hubs),
		each(d.Redirdevs), each(d.Shmems), each(d.TPMs), each(d.Panics), each(d.MemoryDevices), each(d.IOMMUs),
		one(d.Vsock), each(d.Cryptos), one(d.Pstore),
	}
}

func each[T any, P interface {
	*T
	AnyDevice
}](list []P) func(func(AnyDevice) bool) bool {
	return func(yield func(AnyDevice) bool) bool {
		for _, v := range list {
			if !yield(v) {
				return false
			}
		}
		return true
	}
}

func one[T any, P interface {
	*T
	AnyDevice
}](v P) func(func(AnyDevice) bool) bool {
	return func(yield func(AnyDevice) bool) bool { return v == nil || yield(v) }
}
