package argv

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) classicDisks() []*option.Option {
	return each(b, b.dom.Devices.Disks, b.classicDisk)
}

// classicDisk is one disk, both the image and what the guest sees.
func (b *builder) classicDisk(d *domain.Disk) []*option.Option {
	b.classicDiskLimits(d)
	switch {
	case source.Is(d.Target.Bus, "usb"):
		return b.classicUSBDisk(d)
	case b.Target.HasFlag("drive"):
		return []*option.Option{b.classicDrive(d)}
	}
	return b.plainDisk(d)
}

// plainDisk is a disk by the name of its place, before there was -drive: those
// of two IDE channels and a floppy controller. The CD-ROM drive is hdc.
func (b *builder) plainDisk(d *domain.Disk) []*option.Option {
	dev, flag := d.Target.Dev.V(), d.Target.Dev.V()
	cdrom := source.Is(d.Kind, "cdrom")
	if cdrom && dev == "hdc" {
		flag = "cdrom"
	}
	switch _, known := b.Target.CheckFlag(flag); {
	case !known || !isPlainPlace(flag):
		b.Diag.Error(source.NeedsQEMU, d.Target.Dev.Ref(), "QEMU %s has no place %s for a disk", b.Target.Version, dev).
			WithHint("use hda to hdd on the bus ide, or fda and fdb")
		return nil
	case cdrom && dev != "hdc":
		b.Diag.Error(source.NeedsQEMU, d.Kind.Ref(), "the CD-ROM drive of QEMU %s is hdc", b.Target.Version).WithHint("write <target dev='hdc'/>")
		return nil
	case d.Source.IsEmpty():
		// A drive of a PC is there anyway.
		b.asDefault("an empty drive needs no option", d.Ref, d.Kind.Ref(), d.Target.Dev.Ref(), d.Target.Bus.Ref())
		return nil
	}
	o := option.New(flag, d.Ref, d.Kind.Ref(), d.Target.Dev.Ref(), d.Target.Bus.Ref())
	b.probesFormat(d)
	return []*option.Option{o.Str("", b.classicImage(d), imageRefs(d)...)}
}

// isPlainPlace tells whether flag is a switch for a disk.
func isPlainPlace(flag string) bool {
	switch flag {
	case "cdrom", "hda", "hdb", "hdc", "hdd", "fda", "fdb":
		return true
	}
	return false
}

// classicDrive is a disk as one -drive.
func (b *builder) classicDrive(d *domain.Disk) *option.Option {
	index, _, _ := domain.DiskName(d.Target.Dev.V())
	path := b.classicImage(d)
	if strings.Contains(path, ",") && !b.Target.Has("drive.comma") {
		b.Diag.Error(source.NeedsQEMU, d.Source.Path.Ref(), "QEMU %s can't read the comma in %q", b.Target.Version, path).
			WithHint("use a name without commas")
	}
	o := option.New("drive", d.Ref, d.Kind.Ref()).Str("file", path, imageRefs(d)...).Str("if", b.driveBus(d), d.Target.Bus.Ref(), d.Target.Dev.Ref())
	if source.Is(d.Kind, "cdrom") {
		o.Str("media", "cdrom", d.Kind.Ref())
	}
	o.Uint("index", index, d.Target.Dev.Ref())
	if b.bootsDrive(d) {
		o.OnOff("boot", true, d.Boot.Order.Ref())
	}
	if f := d.Source.Format; f.Ref().Rule() != "" {
		o.Cite(f.Ref())
	} else if b.Target.Has("drive.format") {
		o.StrVal("format", f)
	} else {
		b.probesFormat(d)
	}
	if b.Target.Has("drive.serial") {
		o.StrVal("serial", d.Serial)
	}
	return b.classicCache(o, d)
}

// driveBus is QEMU's name of the bus of d.
func (b *builder) driveBus(d *domain.Disk) string {
	switch bus := d.Target.Bus; bus.V() {
	case "fdc":
		return "floppy"
	case "virtio":
		if !b.Target.Has("drive.virtio") {
			b.Diag.Error(source.NeedsQEMU, source.First(bus.Ref(), d.Ref), "QEMU %s has no virtio disks", b.Target.Version).
				WithHint("use the bus ide or scsi, or QEMU 0.10")
		}
	case "ide", "scsi", "sd":
	default:
		b.Diag.Error(source.NeedsQEMU, source.First(bus.Ref(), d.Ref), "QEMU %s has no disks on the bus %s", b.Target.Version, bus.V()).
			WithHint("use the bus ide, scsi or virtio")
	}
	return d.Target.Bus.V()
}

// bootsDrive tells whether d is the hard disk that a fork for KVM has to make
// bootable: the BIOS knows IDE disks only.
func (b *builder) bootsDrive(d *domain.Disk) bool {
	return b.Target.Has("drive.boot") && source.Is(d.Kind, "disk") && d.Boot.Order.IsSet()
}

// classicCache adds how the host caches d: at first on or off, then by names.
func (b *builder) classicCache(o *option.Option, d *domain.Disk) *option.Option {
	mode := d.Driver.Cache
	switch {
	case !mode.IsSet():
	case b.Target.Has("drive.cache-names"):
		o.StrVal("cache", mode)
	case mode.V() == "none", mode.V() == "writethrough":
		o.OnOff("cache", false, mode.Ref())
	case mode.V() == "writeback":
		o.OnOff("cache", true, mode.Ref())
	default:
		b.Diag.Error(source.NeedsQEMU, mode.Ref(), "QEMU %s knows no cache mode %s", b.Target.Version, mode.V()).
			WithHint("use none or writeback")
	}
	return o
}

// classicUSBDisk is a disk on the USB.
func (b *builder) classicUSBDisk(d *domain.Disk) []*option.Option {
	if d.Kind.V() != "disk" {
		b.Diag.Error(source.NeedsQEMU, source.First(d.Kind.Ref(), d.Ref), "QEMU %s has no %s on the bus usb", b.Target.Version, d.Kind.V()).
			WithHint("use the bus ide")
		return nil
	}
	path, prefix := b.classicImage(d), "disk:"
	switch format := d.Source.Format; {
	case format.Ref().Rule() == "" && b.Target.Has("usbdevice.disk-format"):
		prefix = "disk:format=" + format.V() + ":"
	case strings.Contains(path, ":") && b.Target.Has("usbdevice.disk-format"):
		// Else what stands before the colon is taken for an option.
		prefix = "disk::"
	default:
		b.probesFormat(d)
	}
	o := option.New("usbdevice", d.Ref, d.Kind.Ref(), d.Target.Bus.Ref(), d.Target.Dev.Ref())
	refs := append(imageRefs(d), d.Source.Format.Ref())
	return []*option.Option{o.Str("", prefix+path, refs...)}
}

// classicImage is where the image of d lies, in one word; "" in an empty drive.
func (b *builder) classicImage(d *domain.Disk) string {
	s := d.Source
	nbd := s.Is(domain.StorageNetwork) && source.Is(s.Network.Protocol, "nbd") && b.Target.Has("drive.nbd")
	switch {
	case s.IsEmpty():
		return ""
	case s.Is(domain.StorageFile), s.Is(domain.StorageBlock):
		return driveFile(s.Path.V())
	case s.Is(domain.StorageDir), nbd:
		return b.driveName(driveImage(d))
	}
	b.Diag.Error(source.NeedsQEMU, source.First(s.Network.Protocol.Ref(), s.Type.Ref(), d.Ref), "QEMU %s can't open this disk of type %s", b.Target.Version, s.Type.V()).
		WithHint("use a file or a block device")
	return ""
}

// imageRefs are the items that say where the image of d lies.
func imageRefs(d *domain.Disk) []source.Ref {
	s := d.Source
	refs := []source.Ref{s.Path.Ref(), s.Type.Ref(), s.Ref, s.Network.Protocol.Ref()}
	for i := range s.Network.Hosts {
		h := &s.Network.Hosts[i]
		refs = append(refs, h.Ref, h.Name.Ref(), h.Port.Ref(), h.Transport.Ref(), h.Socket.Ref())
	}
	return refs
}

// probesFormat accounts for the format of an image, which QEMU finds out by
// itself where it can't be told.
func (b *builder) probesFormat(d *domain.Disk) {
	b.asDefault("QEMU finds out the format of an image by itself", d.Source.Format.Ref())
}

// classicDiskLimits refuses what no -drive of that time could do, and without
// which the guest would not be the same, or its data not be safe.
func (b *builder) classicDiskLimits(d *domain.Disk) {
	s := d.Source
	switch readOnly := source.Is(d.ReadOnly, true); {
	case readOnly && (source.Is(d.Kind, "cdrom") || s.Is(domain.StorageDir)):
		b.asDefault("the guest can't write to it anyway", d.ReadOnly.Ref())
	case readOnly:
		b.Diag.Warn(source.NeedsQEMU, d.ReadOnly.Ref(), "QEMU %s lets the guest write to %s", b.Target.Version, d.Target.Dev.V()).
			WithHint("take the right to write from the image itself")
	}
	if d.Transient.V() && d.Transient.Ref().Node() != 0 { // a flag means all disks, and -snapshot does that
		b.Diag.Error(source.NeedsQEMU, d.Transient.Ref(), "QEMU %s can't drop the changes to one disk", b.Target.Version).
			WithHint("give an overlay of the image")
	}
	switch {
	case s.Slice != nil:
		b.Diag.Error(source.NeedsQEMU, s.Slice.Ref, "QEMU %s can't take a slice of an image", b.Target.Version)
	case s.Encryption != nil:
		b.Diag.Error(source.NeedsQEMU, s.Encryption.Ref, "QEMU %s can be told the key of a disk by its monitor only", b.Target.Version)
	case len(d.ThrottleFilters) > 0:
		b.Diag.Error(source.NeedsQEMU, d.ThrottleFilters[0].Ref, "QEMU %s can't limit a disk's throughput", b.Target.Version)
	}
}
