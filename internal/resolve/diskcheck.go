package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// given is an optional value of any type.
type given interface {
	IsSet() bool
	Ref() source.Ref
}

// clearable is one that the domain can be made not to ask for.
type clearable interface {
	given
	Clear()
}

// checkDisk refuses what libvirt refuses of a disk.
// Source: virDomainDiskDefValidate, qemuValidateDomainDeviceDefDisk.
func (r *resolver) checkDisk(d *domain.Disk) {
	if !r.checkDiskTarget(d) {
		return
	}
	r.checkDiskSource(d)
	r.checkDiskKind(d)
	r.zeroIsNone(&d.Driver.Queues, &d.Driver.QueueSize)
	r.checkDiskBus(d)
	r.checkDiskDriver(d)
	r.checkDiskStrings(d)
	r.checkDiskAddress(d)
	r.checkIOTune(&d.IOTune)
	if d.Transient.V() {
		r.checkTransient(d)
	}
	if source.Is(d.Kind, "lun") {
		r.checkLUN(d)
	}
	r.checkDiskIOThreads(d)
	r.checkVhostDisk(d)
	r.checkImages(d)
	r.checkDiskSlot(d)
}

// diskPrefixes are how the targets of a kind of disk begin.
func diskPrefixes(kind string) []string {
	switch kind {
	case "disk", "lun":
		return []string{"hd", "sd", "vd", "xvd", "ubd"}
	case "floppy":
		return []string{"fd"}
	case "cdrom":
		return []string{"hd", "sd", "vd", "xvd", "ubd", "fd"}
	}
	return nil
}

// checkDiskTarget checks the name that the guest's disk goes by; it tells
// whether there is one.
func (r *resolver) checkDiskTarget(d *domain.Disk) bool {
	dev := d.Target.Dev
	if !dev.IsSet() {
		r.Diag.Error(source.MissingValue, d.Ref, "a disk needs a target").WithHint("write <target dev='vda' bus='virtio'/>")
		return false
	}
	_, partition, ok := domain.DiskName(dev.V())
	switch {
	case ok && partition != "":
		r.refuse("the guest sees a whole disk", source.Invalid, dev.Ref(), "the target %s names a partition", dev.V()).WithHint("a target is a whole disk")
	case !ok && d.Address.Type.IsSet(), ok && !hasPrefix(dev.V(), diskPrefixes(d.Kind.V())):
		r.Diag.Error(source.BadValue, dev.Ref(), "%q is no name of a %s", dev.V(), d.Kind.V()).
			WithHint("names of a %s begin with %s", d.Kind.V(), strings.Join(diskPrefixes(d.Kind.V()), ", "))
	}
	return true
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// checkDiskKind checks what goes with cdrom and floppy drives only, or not with
// them.
func (r *resolver) checkDiskKind(d *domain.Disk) {
	kind, bus, t := d.Kind.V(), d.Target.Bus.V(), &d.Target
	removable := kind == "cdrom" || kind == "floppy"
	switch {
	case kind == "floppy" && bus != "fdc", kind != "floppy" && bus == "fdc":
		r.Diag.Error(source.Invalid, source.First(t.Bus.Ref(), d.Ref), "a %s can't be on the bus %s", kind, bus)
	case kind == "cdrom" && (bus == "virtio" || bus == "sd"):
		r.Diag.Error(source.Invalid, source.First(t.Bus.Ref(), d.Ref), "a disk on the bus %s has no medium that could be ejected", bus).
			WithHint("use the bus sata, ide, scsi or usb")
	}
	if source.Is(t.Tray, "open") && !removable {
		r.Diag.Error(source.Invalid, t.Tray.Ref(), "only cdrom and floppy drives have a tray")
	}
	if t.RotationRate.IsSet() && kind != "disk" {
		r.Diag.Error(source.Invalid, t.RotationRate.Ref(), "a %s has no rotation rate", kind)
	}
	if d.Driver.CopyOnRead.V() && (removable || kind == "lun" || d.Source.ReadOnly.V()) {
		r.Diag.Error(source.Conflict, d.Driver.CopyOnRead.Ref(), "copy on read needs a disk that can be written").Accounting(d.ReadOnly.Ref())
	}
	if kind == "disk" && d.ReadOnly.V() && (bus == "ide" || bus == "sata") {
		r.Diag.Error(source.Invalid, d.ReadOnly.Ref(), "disks on the bus %s can't be read-only", bus).WithHint("use the bus virtio or scsi, or a cdrom")
	}
}

// busRule is something that only disks on some buses have.
type busRule struct {
	what  string
	value func(*domain.Disk) clearable
	buses []string
}

var busRules = []busRule{
	{"a model", func(d *domain.Disk) clearable { return &d.Model }, []string{"virtio"}},
	{"queues", func(d *domain.Disk) clearable { return &d.Driver.Queues }, []string{"virtio"}},
	{"a queue size", func(d *domain.Disk) clearable { return &d.Driver.QueueSize }, []string{"virtio"}},
	{"event_idx", func(d *domain.Disk) clearable { return &d.Driver.EventIdx }, []string{"virtio"}},
	{"ioeventfd", func(d *domain.Disk) clearable { return &d.Driver.IOEventFD }, []string{"virtio"}},
	{"iommu", func(d *domain.Disk) clearable { return &d.Virtio.IOMMU }, []string{"virtio"}},
	{"ats", func(d *domain.Disk) clearable { return &d.Virtio.ATS }, []string{"virtio"}},
	{"packed", func(d *domain.Disk) clearable { return &d.Virtio.Packed }, []string{"virtio"}},
	{"page_per_vq", func(d *domain.Disk) clearable { return &d.Virtio.PagePerVQ }, []string{"virtio"}},
	{"an iothread", func(d *domain.Disk) clearable { return &d.Driver.IOThread }, []string{"virtio"}},
	{"a world wide name", func(d *domain.Disk) clearable { return &d.WWN }, []string{"ide", "scsi"}},
	{"a vendor", func(d *domain.Disk) clearable { return &d.Vendor }, []string{"scsi"}},
	{"a product", func(d *domain.Disk) clearable { return &d.Product }, []string{"scsi", "sata", "ide"}},
	{"a rotation rate", func(d *domain.Disk) clearable { return &d.Target.RotationRate }, []string{"scsi", "ide", "sata"}},
	{"dpofua", func(d *domain.Disk) clearable { return &d.Target.DPOFUA }, []string{"scsi"}},
	{"a CHS translation", func(d *domain.Disk) clearable { return &d.Geometry.Trans }, []string{"ide"}},
	{"removable", func(d *domain.Disk) clearable { return &d.Target.Removable }, []string{"usb", "scsi"}},
}

// checkDiskBus refuses what the bus of d does not know.
func (r *resolver) checkDiskBus(d *domain.Disk) {
	bus := d.Target.Bus.V()
	for _, rule := range busRules {
		if v := rule.value(d); v.IsSet() && !slices.Contains(rule.buses, bus) {
			r.refuse("it is left out", source.Invalid, v.Ref(), "a disk on the bus %s can't have %s", bus, rule.what).
				WithHint("only the bus %s can", strings.Join(rule.buses, " or "))
			v.Clear()
		}
	}
	g := &d.Geometry
	chs := g.Cyls.V() > 0 && g.Heads.V() > 0 && g.Secs.V() > 0
	switch {
	case bus == "xen" || bus == "uml":
		r.Diag.Error(source.Unsupported, source.First(d.Target.Bus.Ref(), d.Target.Dev.Ref()), "QEMU has no disks on the bus %s", bus).
			WithHint("use the bus virtio")
	case chs && (bus == "usb" || bus == "sd"):
		r.Diag.Error(source.Invalid, g.Cyls.Ref(), "a disk on the bus %s has no geometry", bus)
	case r.missingSlot(d) != "":
	case bus == "sd" && d.Serial.IsSet():
		r.Diag.Error(source.Invalid, d.Serial.Ref(), "an sd card can't be given a serial number")
	case bus == "sd" && d.IOTune.HasAny():
		r.Diag.Error(source.Invalid, d.IOTune.Ref, "an sd card can't be throttled")
	case d.Target.Removable.IsSet() && bus == "scsi" && !source.Is(d.Kind, "disk"):
		r.Diag.Error(source.Invalid, d.Target.Removable.Ref(), "only disks are removable or not; a %s is", d.Kind.V())
	}
}

// checkDiskDriver checks the attributes of <driver> that rest on each other.
func (r *resolver) checkDiskDriver(d *domain.Disk) {
	v, cache := &d.Driver, d.Driver.Cache.V()
	if v.Name.IsSet() && v.Name.V() != "qemu" {
		r.Diag.Error(source.UnknownValue, v.Name.Ref(), "there is no disk driver %q", v.Name.V()).WithHint("QEMU's is called qemu")
	}
	if source.Is(v.IO, "native") && cache != "none" && cache != "directsync" {
		r.refuse("QEMU's threads do it", source.Invalid, v.IO.Ref(), "io native needs a cache mode that bypasses the host's cache").
			WithHint("add cache='none' or cache='directsync'").Accounting(v.Cache.Ref())
		v.IO = source.Val[string]{}
	}
	if v.DiscardNoUnref.V() && (!source.Is(d.Source.Format, "qcow2") || d.Source.ReadOnly.V()) {
		r.Diag.Error(source.Invalid, v.DiscardNoUnref.Ref(), "discard_no_unref needs a qcow2 image that can be written")
	}
	if d.Shareable.V() && !d.Source.ReadOnly.V() && !r.isKnownRaw(d.Source) {
		r.refuse("it is not shared", source.Invalid, d.Shareable.Ref(), "only images that are said to be raw can be shared").
			Accounting(d.Source.Format.Ref())
		if d.Driver.Cache.Ref() == d.Shareable.Ref() { // chosen for a shared disk
			d.Driver.Cache = source.Val[string]{}
		}
		d.Shareable = source.Val[bool]{}
	}
	if d.RawIO.IsSet() && !source.Is(d.Kind, "lun") {
		r.Diag.Error(source.Invalid, d.RawIO.Ref(), "rawio needs device='lun'")
	}
	switch {
	case source.Is(d.SGIO, "unfiltered"):
		r.Diag.Error(source.Unsupported, d.SGIO.Ref(), "unfiltered sgio is no longer supported by Linux")
	case source.Is(d.SGIO, "filtered") && !source.Is(d.Kind, "lun"):
		r.Diag.Error(source.Invalid, d.SGIO.Ref(), "sgio needs device='lun'")
	}
}

// isKnownRaw tells whether s is raw. Of a volume libvirt does not take that for
// granted.
func (r *resolver) isKnownRaw(s *domain.StorageSource) bool {
	if s.Volume.Pool.IsSet() && s.Format.Ref().Node() == 0 {
		return r.Profile.Adapt
	}
	return !s.Format.IsSet() || s.Format.V() == "raw"
}

// checkTransient checks a disk whose changes are lost when the guest ends.
// Source: qemuValidateDomainDeviceDefDiskTransient.
func (r *resolver) checkTransient(d *domain.Disk) {
	bus, ref := d.Target.Bus.V(), d.Transient.Ref()
	switch {
	case ref.Node() == 0:
		// A flag made it so, for QEMU to see to.
	case d.Source.IsEmpty() || d.Source.ReadOnly.V() || !source.Is(d.Kind, "disk"):
		r.Diag.Error(source.Conflict, ref, "only a disk that can be written is transient")
	case !d.Source.Is(domain.StorageFile), d.Source.Volume.Pool.IsSet() && !r.Profile.Adapt:
		r.Diag.Error(source.Invalid, ref, "a transient disk must be of type file")
	case d.ShareBacking.V() && bus != "usb" && bus != "virtio" && bus != "scsi":
		r.Diag.Error(source.Invalid, d.ShareBacking.Ref(), "a disk on the bus %s can't share its backing file", bus)
	}
}

// checkLUN checks a SCSI unit of the host that is passed through.
// Source: virDomainDiskDefSourceLUNValidate.
func (r *resolver) checkLUN(d *domain.Disk) {
	s, bus := d.Source, d.Target.Bus.V()
	iscsi := s.Is(domain.StorageNetwork) && source.Is(s.Network.Protocol, "iscsi")
	// What a volume turns out to be is found too late to be refused.
	volume := s.Is(domain.StorageVolume) || s.Volume.Pool.IsSet() && r.Profile.WriteRefused
	switch {
	case bus != "virtio" && bus != "scsi":
		r.Diag.Error(source.Invalid, d.Kind.Ref(), "a lun can't be on the bus %s", bus).WithHint("use the bus scsi")
	case !iscsi && !s.Is(domain.StorageBlock) && !volume, s.Ref == d.Ref: // no <source>
		r.Diag.Error(source.Invalid, d.Kind.Ref(), "a lun must be a block device or an iSCSI unit")
	case s.Format.IsSet() && s.Format.V() != "raw":
		r.Diag.Error(source.Invalid, s.Format.Ref(), "a lun has no image format").WithHint("write type='raw'")
	case s.Slice != nil:
		r.Diag.Error(source.Invalid, s.Slice.Ref, "a lun can't be sliced")
	case s.Encryption != nil && s.Encryption.Format.V() != "default":
		r.Diag.Error(source.Invalid, s.Encryption.Ref, "a lun can't be encrypted")
	case bus == "virtio" && !r.Target.Has("virtio-blk-pci.scsi"):
		r.Diag.Error(source.NeedsQEMU, d.Kind.Ref(), "the virtio disks of this QEMU pass no SCSI commands").WithHint("use the bus scsi")
	}
	for _, v := range []given{d.WWN, d.Vendor, d.Product} {
		if v.IsSet() {
			r.Diag.Error(source.Invalid, v.Ref(), "a lun brings its own identity")
		}
	}
	if d.Serial.IsSet() && bus == "scsi" {
		r.Diag.Error(source.Invalid, d.Serial.Ref(), "a lun brings its own serial number")
	}
}
