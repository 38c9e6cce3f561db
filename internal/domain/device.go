package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Device is what devices of all families have.
type Device struct {
	Ref source.Ref
	// Alias is the device's id, with the prefix ua- where the user chose it.
	Alias     source.Val[string]
	Address   Address
	Boot      Boot
	ROM       ROM
	ACPIIndex source.Val[uint64]
	Virtio    VirtioOptions
}

// Info is the part of a device that all families share.
func (d *Device) Info() *Device { return d }

// Boot is a device's <boot>; Order counts from 1.
type Boot struct {
	Order    source.Val[uint64]
	LoadParm source.Val[string]
	// Unordered is a <boot> that says no order, zero where there is none.
	Unordered source.Ref
}

// ROM is a device's option ROM.
type ROM struct {
	Bar     source.Val[bool]
	Enabled source.Val[bool]
	File    source.Val[string]
}

// VirtioOptions are the attributes of <driver> that every virtio device takes.
type VirtioOptions struct {
	IOMMU, ATS, Packed, PagePerVQ source.Val[bool]
}

// Devices is <devices>: the emulator and all devices, each family in document
// order, with what resolve adds at the end.
type Devices struct {
	Ref      source.Ref
	Emulator source.Val[string]

	Disks         []*Disk
	Controllers   []*Controller
	Filesystems   []*Filesystem
	Interfaces    []*Interface
	Serials       []*CharDevice
	Parallels     []*CharDevice
	Consoles      []*CharDevice
	Channels      []*CharDevice
	Smartcards    []*Smartcard
	Inputs        []*Input
	TPMs          []*TPM
	Graphics      []*Graphics
	Videos        []*Video
	Sounds        []*Sound
	Audios        []*Audio
	Hostdevs      []*Hostdev
	Redirdevs     []*Redirdev
	RedirFilter   *RedirFilter
	Hubs          []*Hub
	Watchdogs     []*Watchdog
	Memballoon    *Memballoon
	RNGs          []*RNG
	Shmems        []*Shmem
	MemoryDevices []*MemoryDevice
	Panics        []*Panic
	IOMMUs        []*IOMMU
	Vsock         *Vsock
	Cryptos       []*Crypto
	Pstore        *Pstore
	NVRAM         *NVRAMDevice
}

// Bootable are the devices that a guest can boot from.
func (d *Devices) Bootable() []*Device {
	list := appendInfo(nil, d.Disks)
	list = appendInfo(list, d.Interfaces)
	list = appendInfo(list, d.Hostdevs)
	list = appendInfo(list, d.Redirdevs)
	return appendInfo(list, d.Filesystems)
}

// appendInfo appends what the devices of a family share with all others.
func appendInfo[T interface{ Info() *Device }](list []*Device, family []T) []*Device {
	for _, d := range family {
		list = append(list, d.Info())
	}
	return list
}
