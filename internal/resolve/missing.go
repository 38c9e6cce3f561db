package resolve

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// lacks tells whether path is looked for on this host and is not there.
func (r *resolver) lacks(path string) bool {
	return r.Profile.HostChecks && r.Host != nil && !r.Host.Exists(path)
}

// dropMissing empties a drive whose medium may be missing and is. It tells
// whether d is a disk, which goes as a whole. libvirt does this at each start.
// Source: qemuDomainCheckDiskStartupPolicy.
func (r *resolver) dropMissing(d *domain.Disk) bool {
	s := d.Source
	if !source.Is(s.StartupPolicy, "optional") || !r.isMissing(s) {
		return false
	}
	removable := source.Is(d.Kind, "cdrom") || source.Is(d.Kind, "floppy")
	what := "the disk is left out"
	if removable {
		what = "the drive is left empty"
	}
	name := source.First(s.Path.Ref(), s.Volume.Volume.Ref())
	said := r.Diag.Warn(source.HostMissing, name, "%s is not there, and optional: %s", s.Path.V()+s.Volume.Volume.V(), what).Accounting(d.Ref)
	if removable {
		said.Accounting(s.Type.Ref(), s.Format.Ref()).Inside(s.Ref)
		*s = domain.StorageSource{Ref: s.Ref}
		return false
	}
	said.Inside(d.Ref)
	return true
}

// isMissing tells whether s is looked for on this host and is not there. Of a
// pool that this host has, libvirt knows the volumes.
func (r *resolver) isMissing(s *domain.StorageSource) bool {
	if s.Is(domain.StorageVolume) && s.Volume.Pool.IsSet() && s.Volume.Volume.IsSet() {
		return r.Host != nil && !r.Host.HasVolume(s.Volume.Pool.V(), s.Volume.Volume.V())
	}
	return s.Path.IsSet() && r.lacks(s.Path.V())
}

// dropMissingInput tells whether in takes its events from a device of the host
// that is not there.
func (r *resolver) dropMissingInput(in *domain.Input) bool {
	for _, dev := range []source.Val[string]{in.Source.Evdev, in.Source.Dev} {
		if dev.IsSet() && r.lacks(dev.V()) {
			r.Diag.Warn(source.HostMissing, dev.Ref(), "%s is not there: the input device is left out", dev.V()).Inside(in.Ref)
			return true
		}
	}
	return false
}

// dropMissingLog has src keep no log where there is no directory for it.
func (r *resolver) dropMissingLog(src *domain.CharSource) {
	if dir := path.Dir(src.Log.File.V()); src.Log.File.IsSet() && r.lacks(dir) {
		r.Diag.Warn(source.HostMissing, src.Log.File.Ref(), "the directory %s is not there: no log is kept", dir).Accounting(src.Log.Append.Ref())
		src.Log = domain.CharLog{}
	}
}

// dropMissingBlob has v share no memory with the host where that can't be done.
func (r *resolver) dropMissingBlob(v *domain.Video) {
	const driver = "/dev/udmabuf" // see virtio_gpu_have_udmabuf of QEMU
	if v.Blob.V() && r.lacks(driver) {
		r.Diag.Warn(source.HostMissing, v.Blob.Ref(), "blob resources need %s, which is not there", driver).WithHint("load the kernel module udmabuf")
		v.Blob = source.Val[bool]{}
	}
}
