package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) filesystems() []*option.Option {
	return each(b, b.dom.Devices.Filesystems, b.filesystem)
}

func (b *builder) filesystem(f *domain.Filesystem) []*option.Option {
	switch f.Driver.Type.V() {
	case "virtiofs":
		return b.virtiofs(f)
	case "mtp":
		return []*option.Option{b.mtp(f)}
	}
	return []*option.Option{b.fsdev(f), b.virtio9P(f)}
}

// mtp is a directory of the host as a media device, such as a camera.
func (b *builder) mtp(f *domain.Filesystem) *option.Option {
	o := option.Device("usb-mtp", f.Ref, f.Driver.Type.Ref()).
		Str("rootdir", f.Source.V(), f.Source.Ref()).
		Str("desc", f.Target.V(), f.Target.Ref()).
		Bool("readonly", !f.ReadOnly.IsZero(), f.ReadOnly)
	b.needsFile(f.Source, "directory")
	o.Cite(f.Type.Ref(), f.AccessMode.Ref(), f.SourceRef)
	return b.finish(o, &f.Device)
}

// fsdevID is the id of the host side of f.
func fsdevID(f *domain.Filesystem) string { return "fsdev-" + f.Alias.V() }

// fsdev is the host side of a 9p file system.
func (b *builder) fsdev(f *domain.Filesystem) *option.Option {
	o := option.New("fsdev", f.Ref)
	if f.Driver.Type.V() == "handle" && b.keepsHandle(f) {
		o.Str("fsdriver", "handle", f.Driver.Type.Ref()).Cite(f.AccessMode.Ref())
	} else {
		o.Str("fsdriver", "local", source.First(f.Driver.Type.Ref(), f.Type.Ref()))
		o.Str("security_model", securityModel(f.AccessMode.V()), f.AccessMode.Ref())
	}
	if f.MultiDevs.V() == "default" {
		o.Cite(f.MultiDevs.Ref())
	} else {
		o.StrVal("multidevs", f.MultiDevs)
	}
	fileMode(o, "fmode", f.FMode)
	fileMode(o, "dmode", f.DMode)
	o.StrVal("writeout", f.Driver.WRPolicy)
	o.Str("id", fsdevID(f), f.Alias.Ref())
	o.StrVal("path", f.Source)
	b.needsFile(f.Source, "directory")
	switch {
	case f.ReadOnly.IsZero():
	case b.Profile.WriteRefused:
		o.Str("", "readonly", f.ReadOnly)
	default:
		o.Bool("readonly", true, f.ReadOnly)
	}
	return o.Cite(f.Type.Ref(), f.SourceRef, f.Driver.Format.Ref())
}

// keepsHandle tells whether files are opened by handles, as f wants. libvirt
// still says so to releases that no longer can.
func (b *builder) keepsHandle(f *domain.Filesystem) bool {
	if !b.Profile.Adapt || b.Target.Has("fsdev.handle") {
		return true
	}
	b.Diag.Warn(source.Replaced, f.Driver.Type.Ref(), "QEMU %s opens files by their paths only", b.Target.Version).WithHint("write <driver type='path'/>")
	return false
}

// securityModel is what QEMU calls an access mode.
func securityModel(accessMode string) string {
	if accessMode == "squash" {
		return "none"
	}
	return accessMode
}

// fileMode adds permissions, in octal as QEMU reads them.
func fileMode(o *option.Option, key string, mode source.Val[uint64]) {
	m, ok := mode.Get()
	switch {
	case !ok:
	case m == 0: // as if it were not given
		o.Cite(mode.Ref())
	default:
		o.Str(key, fmt.Sprintf("%04o", m), mode.Ref())
	}
}

// virtio9P is what the guest sees of a 9p file system.
func (b *builder) virtio9P(f *domain.Filesystem) *option.Option {
	o := b.virtio("virtio-9p", &f.Device, f.Model)
	o.Str("fsdev", fsdevID(f), f.Ref)
	o.Str("mount_tag", f.Target.V(), f.Target.Ref())
	return b.finish(o, &f.Device)
}
