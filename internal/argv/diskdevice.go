package argv

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// diskDevice is what the guest sees of d. Source: qemuBuildDiskDeviceProps.
func (b *builder) diskDevice(d *domain.Disk) *option.Option {
	o := b.diskDriver(d)
	b.placeDisk(o, d)
	if source.Is(d.Target.Bus, "scsi") && !source.Is(d.Kind, "lun") && b.Target.Has("scsi-disk.device_id") {
		// What QEMU made of the drive's name before nodes had one.
		o.StrVal("device_id", scsiDeviceID(d))
	}
	if d.Shareable.V() && b.Target.Has("virtio-blk.share-rw") {
		o.Bool("share-rw", true, d.Shareable.Ref())
	}
	b.connectDisk(o, d)
	o.StrVal("id", d.Alias)
	if !source.Is(d.Target.Bus, "fdc") {
		b.bootIndex(o, "bootindex", &d.Device)
	}
	b.loadParm(o, &d.Device)
	b.diskIdentity(o, d)
	b.diskCaching(o, d)
	diskGeometry(o, d)
	if d.Serial.IsSet() && b.Target.Has("storage.serial") {
		// libvirt has always escaped spaces, and guests see it.
		o.Str("serial", strings.ReplaceAll(d.Serial.V(), " ", `\ `), d.Serial.Ref())
	}
	if b.Target.Has("storage.werror") {
		addErrorPolicy(o, d)
	}
	return o.BoolVal("dpofua", d.Target.DPOFUA)
}

// diskDriver begins the -device of d with its driver and what only that has.
func (b *builder) diskDriver(d *domain.Disk) *option.Option {
	cdrom := source.Is(d.Kind, "cdrom")
	device := func(name string) *option.Option { return option.Device(name, diskRefs(d)...) }
	switch d.Target.Bus.V() {
	case "ide", "sata":
		return device(b.ideDriver(cdrom))
	case "scsi":
		return device(b.scsiDriver(d))
	case "usb":
		return device("usb-storage").Cite(d.Target.Removable.Ref())
	case "fdc":
		return device("floppy")
	case "virtio":
		return b.virtioDisk(d)
	}
	// Refused by resolve: buses that QEMU doesn't have.
	return device("")
}

// diskRefs are what decides on a disk as a whole: its kind, its bus and its name,
// after which disks are ordered and placed.
func diskRefs(d *domain.Disk) []source.Ref {
	return []source.Ref{d.Ref, d.Target.Bus.Ref(), d.Kind.Ref(), d.Target.Dev.Ref()}
}

func (b *builder) ideDriver(cdrom bool) string {
	switch {
	case !b.Target.Has("ide-hd"):
		return "ide-drive"
	case cdrom:
		return "ide-cd"
	}
	return "ide-hd"
}

func (b *builder) scsiDriver(d *domain.Disk) string {
	switch {
	case source.Is(d.Kind, "lun"):
		return "scsi-block"
	case !b.Target.Has("scsi-hd"):
		return "scsi-disk"
	case source.Is(d.Kind, "cdrom"):
		return "scsi-cd"
	}
	return "scsi-hd"
}

// virtioDisk begins the -device of a virtio disk.
func (b *builder) virtioDisk(d *domain.Disk) *option.Option {
	v, base := &d.Driver, "virtio-blk"
	if d.Source.Is(domain.StorageVhostUser) {
		base = "vhost-user-blk"
	}
	o := b.virtio(base, &d.Device, d.Model).Cite(diskRefs(d)...)
	if v.IOThread.IsSet() {
		o.Str("iothread", ioThreadID(v.IOThread), v.IOThread.Ref())
	}
	if len(v.IOThreads) > 0 {
		o.Add("iothread-vq-mapping", queueMapping(v.IOThreads), v.IOThreads[0].Ref)
	}
	o.BoolVal("ioeventfd", v.IOEventFD).BoolVal("event_idx", v.EventIdx)
	if base == "virtio-blk" {
		b.passSCSI(o, d)
	}
	return o.UintVal("num-queues", v.Queues).UintVal("queue-size", v.QueueSize)
}

// passSCSI says whether a virtio disk passes SCSI commands, where it can. Until
// QEMU 5.0 it did so unless told otherwise.
func (b *builder) passSCSI(o *option.Option, d *domain.Disk) {
	if !b.Target.Has("virtio-blk-pci.scsi") {
		return
	}
	switch {
	case source.Is(d.Kind, "lun"):
		o.Bool("scsi", true, d.Kind.Ref())
	case !b.Target.Has("virtio-blk-pci.scsi.default.disabled"):
		o.Bool("scsi", false, source.Rule("rule: disks pass no SCSI commands"))
	}
}

// queueMapping is which iothread serves which queues.
func queueMapping(mapping []domain.IOThreadMapping) option.Value {
	var list []option.Param
	for i := range mapping {
		m := &mapping[i]
		members := []option.Param{option.P("iothread", option.String(ioThreadID(m.ID)), m.ID.Ref())}
		var queues []option.Param
		for _, q := range m.Queues {
			queues = append(queues, option.P("", option.Uint(q.V()), q.Ref()))
		}
		if queues != nil {
			members = append(members, option.P("vqs", option.List(queues...)))
		}
		list = append(list, option.P("", option.Object(members...), m.Ref))
	}
	return option.List(list...)
}

// scsiDeviceID is what a SCSI disk says in its page of device identification.
func scsiDeviceID(d *domain.Disk) source.Val[string] {
	if d.Serial.IsSet() {
		return d.Serial
	}
	return source.Default("rule: device_id from the alias", driveID(d))
}

// connectDisk adds what the device reads from.
func (b *builder) connectDisk(o *option.Option, d *domain.Disk) {
	if d.Source.Is(domain.StorageVhostUser) {
		o.Str("chardev", "chr-vu-"+d.Alias.V(), d.Source.Ref)
		return
	}
	if node := b.diskNode(d); node != "" {
		o.Str("drive", node, d.Source.Ref)
		return
	}
	// What an empty drive does with its media is said of no node.
	v := &d.Driver
	o.Cite(d.Source.Type.Ref(), d.Source.Format.Ref(), d.Source.ReadOnly.Ref(), v.IO.Ref(), v.Discard.Ref(), v.DetectZeroes.Ref())
}

// diskIdentity adds what the disk says of itself.
func (b *builder) diskIdentity(o *option.Option, d *domain.Disk) {
	for _, p := range []struct {
		key string
		val source.Val[uint64]
	}{
		{"logical_block_size", d.BlockIO.Logical},
		{"physical_block_size", d.BlockIO.Physical},
		{"discard_granularity", d.BlockIO.DiscardGranularity},
	} {
		if p.val.V() != 0 {
			o.UintVal(p.key, p.val)
		}
	}
	if d.WWN.IsSet() {
		wwn, _ := strconv.ParseUint(d.WWN.V(), 16, 64) // resolve refuses what is none
		o.Uint("wwn", wwn, d.WWN.Ref())
	}
	if d.Target.RotationRate.V() != 0 {
		o.UintVal("rotation_rate", d.Target.RotationRate)
	}
	o.StrVal("vendor", d.Vendor)
	if source.Is(d.Target.Bus, "sata") || source.Is(d.Target.Bus, "ide") {
		o.StrVal("model", d.Product)
	} else {
		o.StrVal("product", d.Product)
	}
	switch {
	case source.Is(d.Target.Bus, "usb"):
		o.BoolVal("removable", d.Target.Removable.Or("default: usb disks are not removable", false))
	case source.Is(d.Kind, "disk"):
		o.BoolVal("removable", d.Target.Removable)
	}
}

// diskCaching adds whether the guest sees a write cache. A LUN's is the host's.
func (b *builder) diskCaching(o *option.Option, d *domain.Disk) {
	cache, ok := cacheMode(d.Driver.Cache)
	if ok && !source.Is(d.Kind, "lun") && b.Target.Has("virtio-blk.write-cache") {
		o.Add("write-cache", option.OnOff(cache.writeback), d.Driver.Cache.Ref())
	}
}

func diskGeometry(o *option.Option, d *domain.Disk) {
	g := &d.Geometry
	for _, p := range []struct {
		key string
		val source.Val[uint64]
	}{{"cyls", g.Cyls}, {"heads", g.Heads}, {"secs", g.Secs}} {
		if p.val.V() != 0 {
			o.UintVal(p.key, p.val)
		}
	}
	o.StrVal("bios-chs-trans", g.Trans)
}

// errorPolicy is what happens on a failed write and on a failed read. What is
// said of writes alone holds for both, but that space may run out.
// Source: qemuBuildDiskGetErrorPolicy.
func errorPolicy(d *domain.Disk) (write, read source.Val[string]) {
	write, read = d.Driver.ErrorPolicy, d.Driver.RErrPolicy
	switch {
	case source.Is(write, "enospace"):
		return source.Of("enospc", write.Ref()), read
	case !read.IsSet():
		return write, write
	}
	return write, read
}

func addErrorPolicy(o *option.Option, d *domain.Disk) {
	write, read := errorPolicy(d)
	o.StrVal("werror", write).StrVal("rerror", read)
}
