package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// disks is the floppy controller's settings and all disks.
func (b *builder) disks() []*option.Option {
	return append(b.floppyController(), each(b, b.dom.Devices.Disks, b.disk)...)
}

// disk is one disk: what the host has, then what the guest sees.
func (b *builder) disk(d *domain.Disk) []*option.Option {
	switch {
	case source.Is(d.Target.Bus, "sd"):
		return b.sdCard(d)
	case d.Transient.V() && d.ShareBacking.V() && !b.Profile.DirectSettings:
		b.Diag.Note(source.RunTime, d.ShareBacking.Ref(), "libvirt plugs the disk in once QEMU runs").Accounting(d.Transient.Ref())
		return nil
	case d.Source.Is(domain.StorageVhostUser):
		return b.vhostUserDisk(d)
	case source.Is(d.Target.Bus, "fdc") && !b.Target.Has("floppy"):
		return b.hostDrive(d) // the controller takes it by name
	case b.onDrive(d):
		return append(b.hostDrive(d), b.diskDevice(d))
	}
	if d.Transient.V() {
		b.Diag.Note(source.RunTime, d.Transient.Ref(), "libvirt puts an overlay over the disk before the guest starts")
	}
	return append(b.diskNodes(d), b.diskDevice(d))
}

// onDrive tells whether what the host has of d is a -drive rather than nodes.
func (b *builder) onDrive(d *domain.Disk) bool {
	return !b.Target.Has("blockdev") || b.asOverlay(d) || isEmptyUSB(d)
}

// isEmptyUSB tells whether d is a drive without a medium that usb-storage can't
// make by itself: it has to be given a drive.
func isEmptyUSB(d *domain.Disk) bool { return source.Is(d.Target.Bus, "usb") && d.Source.IsEmpty() }

// asOverlay tells whether d is put on the command line with an overlay that
// QEMU itself makes and drops.
func (b *builder) asOverlay(d *domain.Disk) bool { return d.Transient.V() && b.Profile.DirectSettings }

// diskNodes is what the host has of d: its images, and the filters above them.
func (b *builder) diskNodes(d *domain.Disk) []*option.Option {
	if d.Source.IsEmpty() {
		return nil
	}
	opts := b.chain(d)
	if d.Driver.CopyOnRead.V() {
		opts = append(opts, b.copyOnRead(d))
	}
	return append(opts, b.throttles(d)...)
}

// diskNode is the node that the device of d reads, "" for an empty drive.
func (b *builder) diskNode(d *domain.Disk) string {
	switch n := len(d.ThrottleFilters); {
	case b.onDrive(d):
		return driveID(d)
	case d.Source.IsEmpty():
		return ""
	case b.throttlesItself(d):
		return ioTuneNode(d)
	case n > 0:
		return filterNode(&d.ThrottleFilters[n-1])
	}
	return b.unthrottledNode(d)
}

// unthrottledNode is the node that the throttle filters of d read.
func (b *builder) unthrottledNode(d *domain.Disk) string {
	if d.Driver.CopyOnRead.V() {
		return copyOnReadNode(d)
	}
	return b.topNode(diskImage(d, d.Source))
}

func copyOnReadNode(d *domain.Disk) string { return "libvirt-CoR-" + d.Target.Dev.V() }

// copyOnRead is the filter that copies what is read from a backing image.
func (b *builder) copyOnRead(d *domain.Disk) *option.Option {
	ref := d.Driver.CopyOnRead.Ref()
	o := option.New("blockdev", ref).Str("driver", "copy-on-read", ref).Str("node-name", copyOnReadNode(d), d.Target.Dev.Ref())
	return o.Str("file", b.topNode(diskImage(d, d.Source)), ref).Str("discard", "unmap")
}

// vhostUserDisk is a disk that another process serves over a socket.
func (b *builder) vhostUserDisk(d *domain.Disk) []*option.Option {
	s := d.Source
	id := "chr-vu-" + d.Alias.V()
	o := option.New("chardev", s.Ref, s.Type.Ref()).Str("backend", "socket", s.Type.Ref()).Str("id", id, s.Ref).StrVal("path", s.Path).Cite(s.Format.Ref())
	b.charReconnect(o, &s.Reconnect)
	return []*option.Option{o, b.diskDevice(d)}
}
