package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Disk is a disk, CD-ROM or floppy drive, or SCSI LUN: <disk>.
type Disk struct {
	Device
	// Kind is disk, cdrom, floppy or lun: the attribute device.
	Kind source.Val[string]
	// Model is virtio, virtio-transitional or virtio-non-transitional.
	Model    source.Val[string]
	Snapshot source.Val[string]
	RawIO    source.Val[bool]
	SGIO     source.Val[string] // filtered or unfiltered

	Driver DiskDriver
	// Source is never nil; an empty drive has one with no Path.
	Source *StorageSource
	Target DiskTarget

	Serial, WWN, Vendor, Product source.Val[string]

	// ReadOnly, Shareable and Transient are true where their element is there.
	ReadOnly, Shareable, Transient source.Val[bool]
	// ShareBacking is that of <transient>.
	ShareBacking source.Val[bool]

	Geometry        DiskGeometry
	BlockIO         DiskBlockIO
	IOTune          IOTune
	ThrottleFilters []ThrottleFilter
}

// DiskTarget is how the guest sees a disk.
type DiskTarget struct {
	Ref source.Ref
	Dev source.Val[string] // vda, hda, ...
	// Bus is fdc, ide, sata, scsi, sd, usb, virtio, xen or uml.
	Bus          source.Val[string]
	Tray         source.Val[string] // open or closed
	Removable    source.Val[bool]
	RotationRate source.Val[uint64] // rpm; 1 for no rotation
	DPOFUA       source.Val[bool]
}

// DiskDriver is a disk's <driver>. The format stands in its source.
type DiskDriver struct {
	Ref                     source.Ref
	Name                    source.Val[string]
	Cache                   source.Val[string]
	ErrorPolicy, RErrPolicy source.Val[string] // stop, report, ignore, enospace
	IO                      source.Val[string] // threads, native, io_uring
	IOEventFD, EventIdx     source.Val[bool]
	CopyOnRead              source.Val[bool]
	Discard                 source.Val[string] // unmap or ignore
	DiscardNoUnref          source.Val[bool]
	DetectZeroes            source.Val[string] // off, on or unmap
	IOThread                source.Val[uint64]
	IOThreads               []IOThreadMapping
	Queues, QueueSize       source.Val[uint64]
}

// DiskGeometry is a disk's <geometry>.
type DiskGeometry struct {
	Cyls, Heads, Secs source.Val[uint64]
	Trans             source.Val[string] // none, auto or lba
}

// DiskBlockIO are the sizes of a disk's blocks, in bytes.
type DiskBlockIO struct {
	Logical, Physical, DiscardGranularity source.Val[uint64]
}

// IOTuneLimits are limits by direction: total excludes read and write.
type IOTuneLimits struct {
	Total, Read, Write source.Val[uint64]
}

// IOTune are limits of a disk's throughput: <iotune>, or a throttle group.
type IOTune struct {
	Ref source.Ref
	// Bytes and IOPS are per second; BytesMax and IOPSMax are what a burst may
	// reach, for as long as BytesMaxLength and IOPSMaxLength say, in seconds.
	Bytes, IOPS                   IOTuneLimits
	BytesMax, IOPSMax             IOTuneLimits
	BytesMaxLength, IOPSMaxLength IOTuneLimits
	// IOPSSize is how many bytes of a request count as one operation.
	IOPSSize source.Val[uint64]
	// GroupName is shared by disks that share their limits.
	GroupName source.Val[string]
}

// ThrottleGroup is a <throttlegroup> of the domain.
type ThrottleGroup struct{ IOTune }

// ThrottleFilter is a <throttlefilter> of a disk; Group names a ThrottleGroup.
type ThrottleFilter struct {
	Ref   source.Ref
	Group source.Val[string]
	// Index is the number that the filter's node is named after. resolve sets it.
	Index uint64
}

// Limits are all limits of t, in QEMU's order: how much, then how much in a
// burst, then for how long, then the size of an operation.
func (t *IOTune) Limits() [19]source.Val[uint64] {
	var all [19]source.Val[uint64]
	for i, l := range []*IOTuneLimits{&t.Bytes, &t.IOPS, &t.BytesMax, &t.IOPSMax, &t.BytesMaxLength, &t.IOPSMaxLength} {
		all[3*i], all[3*i+1], all[3*i+2] = l.Total, l.Read, l.Write
	}
	all[18] = t.IOPSSize
	return all
}

// HasAny tells whether t limits anything.
func (t *IOTune) HasAny() bool {
	if t.Ref.IsZero() {
		return false
	}
	for _, v := range t.Limits() {
		if v.V() != 0 {
			return true
		}
	}
	return false
}
