package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkVhostDisk checks disks that another process serves: their guest memory
// must be shared with it, and it knows nothing of what QEMU's block layer does.
// Source: virDomainDiskVhostUserValidate, qemuValidateDomainDeviceDefDisk.
func (r *resolver) checkVhostDisk(d *domain.Disk) {
	switch d.Source.Type.V() {
	case domain.StorageVhostUser:
		r.requireSharedMemory(d.Source.Type.Ref(), "a vhost-user disk")
		r.vhostUserDisk(d)
	case domain.StorageVhostVDPA:
		r.requireSharedMemory(d.Source.Type.Ref(), "a vhost-vdpa disk")
		if cache := d.Driver.Cache; cache.V() != "none" && cache.V() != "directsync" {
			r.Diag.Error(source.Invalid, source.First(cache.Ref(), d.Source.Type.Ref()), "a vhost-vdpa disk bypasses the host's cache").
				WithHint("write cache='none' or cache='directsync'")
		}
	}
}

func (r *resolver) vhostUserDisk(d *domain.Disk) {
	if !source.Is(d.Target.Bus, "virtio") {
		r.Diag.Error(source.Invalid, source.First(d.Target.Bus.Ref(), d.Target.Dev.Ref()), "a vhost-user disk must be on the bus virtio")
	}
	if !source.Is(d.Kind, "disk") {
		r.Diag.Error(source.Invalid, d.Kind.Ref(), "a vhost-user disk can't be a %s", d.Kind.V())
	}
	if !d.Source.Path.IsSet() {
		r.Diag.Error(source.MissingValue, d.Source.Ref, "a vhost-user disk needs the path of its socket")
	}
	for _, ref := range notVhostUser(d) {
		if !ref.IsZero() {
			r.Diag.Error(source.Invalid, ref, "QEMU can't do this for a vhost-user disk")
		}
	}
}

// notVhostUser is where the XML asks of d what only QEMU's block layer does.
func notVhostUser(d *domain.Disk) []source.Ref {
	v := &d.Driver
	var refs []source.Ref
	if d.IOTune.HasAny() {
		refs = append(refs, d.IOTune.Ref)
	}
	for _, g := range []given{
		v.Cache, v.ErrorPolicy, v.RErrPolicy, v.IO, v.IOEventFD, v.CopyOnRead,
		v.Discard, v.IOThread, v.DetectZeroes, d.Source.MetadataCacheMax, d.ReadOnly, d.Shareable, d.Transient, d.Serial,
		d.WWN, d.Vendor, d.Product, d.Geometry.Cyls, d.Geometry.Heads, d.Geometry.Secs, d.Geometry.Trans,
		d.BlockIO.Logical, d.BlockIO.Physical, d.BlockIO.DiscardGranularity,
	} {
		refs = append(refs, g.Ref())
	}
	if d.Snapshot.IsSet() && d.Snapshot.V() != "no" {
		refs = append(refs, d.Snapshot.Ref())
	}
	if d.Source.Backing != nil {
		refs = append(refs, d.Source.Backing.Ref)
	}
	if d.Source.Encryption != nil {
		refs = append(refs, d.Source.Encryption.Ref)
	}
	if d.Source.Auth != nil {
		refs = append(refs, d.Source.Auth.Ref)
	}
	return refs
}
