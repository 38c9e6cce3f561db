package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// driveID is what the -drive of d is called.
func driveID(d *domain.Disk) string { return "drive-" + d.Alias.V() }

// driveImage is the image of a -drive: its secrets are called after the device.
func driveImage(d *domain.Disk) *image {
	im := diskImage(d, d.Source)
	im.drive = true
	return im
}

// sdCard is an SD card of a board: a -drive that the board finds by itself.
func (b *builder) sdCard(d *domain.Disk) []*option.Option {
	im := driveImage(d)
	opts := b.imageObjects(im)
	index, _, _ := domain.DiskName(d.Target.Dev.V())
	o := b.driveSource(d, im).Cite(diskRefs(d)...).Str("if", "sd", d.Target.Bus.Ref()).Uint("index", index, d.Target.Dev.Ref())
	if b.Target.Has("storage.werror") {
		b.noErrorPolicy(d)
	} else {
		addErrorPolicy(o, d)
	}
	b.driveAccess(o, d)
	return append(opts, o)
}

// noErrorPolicy warns of what an SD card does on errors: libvirt does not say it,
// nor does QEMU take it.
func (b *builder) noErrorPolicy(d *domain.Disk) {
	for _, v := range []source.Val[string]{d.Driver.ErrorPolicy, d.Driver.RErrPolicy} {
		if v.IsSet() {
			b.Diag.Warn(source.NoMeaning, v.Ref(), "an sd card can't be given an error policy; it is passed over")
		}
	}
}

// hostDrive is what the host has of d for a QEMU that can't be given nodes, and
// where QEMU itself is to make an overlay.
func (b *builder) hostDrive(d *domain.Disk) []*option.Option {
	im := driveImage(d)
	b.refuseNodes(d)
	b.imagesBelow(d)
	opts := b.imageObjects(im)
	o := b.driveSource(d, im).Str("if", "none", d.Ref)
	if source.Is(d.Kind, "cdrom") && (!b.Target.Has("ide-hd") || isEmptyUSB(d)) {
		o.Str("media", "cdrom", d.Kind.Ref())
	}
	o.Str("id", driveID(d), d.Alias.Ref())
	if b.asOverlay(d) {
		o.OnOffVal("snapshot", d.Transient)
	}
	if d.Serial.IsSet() && !b.Target.Has("storage.serial") {
		o.StrVal("serial", d.Serial)
	}
	if !b.Target.Has("storage.werror") {
		addErrorPolicy(o, d)
	}
	b.driveAccess(o, d)
	b.driveThrottling(o, &d.IOTune)
	return append(opts, o)
}

// imagesBelow accounts for the images below that of d: without nodes, QEMU is told
// the topmost, which names the next.
func (b *builder) imagesBelow(d *domain.Disk) {
	if s := d.Source.Backing; !s.IsEnd() {
		b.Diag.Info(source.AsDefault, s.Ref, "QEMU finds the images below in the image itself").Inside(s.Ref)
	}
}

// refuseNodes refuses what can only be said with nodes.
func (b *builder) refuseNodes(d *domain.Disk) {
	for s := d.Source; !s.IsEnd(); s = s.Backing {
		if s.Slice != nil {
			b.Diag.Error(source.NeedsQEMU, s.Slice.Ref, "a slice of an image needs nodes of the block layer").WithHint("QEMU 4.2 is the first whose nodes can be used throughout")
		}
	}
	if len(d.ThrottleFilters) > 0 {
		b.Diag.Error(source.NeedsQEMU, d.ThrottleFilters[0].Ref, "throttle filters need nodes of the block layer").WithHint("use <iotune>")
	}
}

// driveSource begins the -drive of im with its place and its format.
func (b *builder) driveSource(d *domain.Disk, im *image) *option.Option {
	o := option.New("drive", d.Ref, im.Ref, im.Network.TLS.Ref())
	if im.IsEmpty() {
		return o.Cite(im.Type.Ref(), im.Format.Ref())
	}
	switch {
	case im.Is(domain.StorageFile) || im.Is(domain.StorageBlock):
		b.needsFile(im.Path, "disk image")
		o.Str("file", driveFile(im.Path.V()), im.Path.Ref(), im.Type.Ref(), im.Volume.Pool.Ref())
	case b.Target.Has("drive.file-object"):
		o.Add("file", option.Object(b.driveParams(im)...), im.Ref, im.Type.Ref())
	default:
		o.Str("file", b.driveName(im), driveNameRefs(im)...)
	}
	b.driveFormat(o, im)
	return o
}

// driveParams are those of the node that opens im.
func (b *builder) driveParams(im *image) []option.Param {
	switch im.Type.V() {
	case domain.StorageDir:
		return vvfatParams(im)
	case domain.StorageNVMe:
		return nvmeParams(im)
	case domain.StorageNetwork:
		return b.networkParams(im)
	}
	b.Diag.Error(source.NeedsQEMU, im.Type.Ref(), "a disk of type %s needs a newer QEMU", im.Type.V())
	return nil
}

// driveFormat adds the format of im and what decrypts it.
func (b *builder) driveFormat(o *option.Option, im *image) {
	if im.isLUKS() {
		o.Str("key-secret", b.encryptionSecret(im, 0), im.Encryption.Ref).
			Str("format", "luks", im.Format.Ref(), im.Encryption.Format.Ref(), im.Encryption.Engine.Ref())
		return
	}
	if e := im.Encryption; e != nil && source.Is(e.Engine, "qemu") {
		o.Str("encrypt.format", qcowEncryption(e), e.Format.Ref(), e.Engine.Ref()).Str("encrypt.key-secret", b.encryptionSecret(im, 0), e.Ref)
	}
	if im.Is(domain.StorageDir) || !b.Target.Has("drive.format") {
		return
	}
	format := im.Format.Or("default: disk format", "raw")
	o.Str("format", formatDriver(format.V()), format.Ref())
	o.UintVal("cache-size", im.MetadataCacheMax)
}

// driveAccess adds what the guest may do to a -drive. An empty drive takes
// nothing that its image would have to do.
func (b *builder) driveAccess(o *option.Option, d *domain.Disk) {
	switch {
	case !d.Source.ReadOnly.V():
	case b.Target.Has("drive.readonly"):
		o.OnOffVal("readonly", d.Source.ReadOnly)
	case source.Is(d.Kind, "cdrom"):
		b.asDefault("the guest can't write to it anyway", d.ReadOnly.Ref())
	}
	if d.Source.IsEmpty() {
		return
	}
	v := &d.Driver
	if v.Cache.IsSet() && v.Cache.V() != "default" {
		o.StrVal("cache", v.Cache)
	}
	o.OnOffVal("copy-on-read", v.CopyOnRead).StrVal("discard", v.Discard).StrVal("detect-zeroes", detectZeroes(v)).StrVal("aio", v.IO)
}

// shortThrottleNames are the names of limits before they had a namespace.
var shortThrottleNames = []string{"bps", "bps_rd", "bps_wr", "iops", "iops_rd", "iops_wr"}

// driveThrottling adds the limits of t to a -drive.
func (b *builder) driveThrottling(o *option.Option, t *domain.IOTune) {
	short := !b.Target.Has("drive.throttling.max")
	for i, v := range t.Limits() {
		switch {
		case v.V() == 0:
		case !short:
			o.UintVal("throttling."+throttleNames[i], v)
		case i < len(shortThrottleNames):
			o.UintVal(shortThrottleNames[i], v)
		default:
			b.Diag.Error(source.NeedsQEMU, v.Ref(), "this QEMU knows no limits of bursts")
		}
	}
	o.StrVal("throttling.group", t.GroupName)
}
