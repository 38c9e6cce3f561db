package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkDiskSource checks that there is a source where one is needed, and the
// policy for one that is missing on the host.
func (r *resolver) checkDiskSource(d *domain.Disk) {
	s, kind, bus := d.Source, d.Kind.V(), d.Target.Bus.V()
	if s.IsEmpty() {
		switch {
		case kind == "disk":
			r.Diag.Error(source.MissingValue, s.Ref, "the disk %s has no source", d.Target.Dev.V())
		case bus == "usb" && !r.Profile.Adapt || bus == "virtio" || bus == "sd":
			r.Diag.Error(source.MissingValue, s.Ref, "a drive on the bus %s can't be empty", bus)
		}
	}
	policy := s.StartupPolicy
	local := s.Is(domain.StorageFile) || s.Is(domain.StorageBlock) || s.Is(domain.StorageDir) || s.Is(domain.StorageVolume)
	switch {
	case !policy.IsSet() || policy.V() == "default":
	case !local:
		r.Diag.Error(source.Invalid, policy.Ref(), "a source of type %s has no startup policy", s.Type.V())
	case policy.V() == "requisite" && kind != "cdrom" && kind != "floppy":
		r.Diag.Error(source.Invalid, policy.Ref(), "the startup policy requisite is for cdrom and floppy drives")
	}
	if s.Reservations != nil && kind != "lun" {
		r.Diag.Error(source.Invalid, s.Reservations.Ref, "reservations need device='lun'")
	}
	if s.FDGroup.IsSet() {
		r.Diag.Error(source.NeedsLibvirt, s.FDGroup.Ref(), "the files of an fdgroup exist in a running libvirt only").WithHint("remove fdgroup, and QEMU opens the file itself")
	}
	if e := s.Encryption; e != nil && bus == "sd" && len(e.Secrets) > 1 {
		r.Diag.Error(source.Invalid, e.Secrets[1].Ref, "an sd card can't have several secrets")
	}
}

// checkImages checks all images of a disk.
func (r *resolver) checkImages(d *domain.Disk) {
	for s := d.Source; !s.IsEnd(); s = s.Backing {
		r.checkImage(s)
		if s != d.Source && s.Is(domain.StorageVhostUser) {
			r.Diag.Error(source.Invalid, s.Ref, "no image can lie over a vhost-user disk")
		}
		if !s.Backing.IsEnd() && !slices.Contains(backingFormats, s.Format.V()) {
			r.checkUnusedBacking(s)
		}
		if s.DataStore != nil {
			r.checkDataStore(s)
		}
	}
}

// checkUnusedBacking refuses an image below one of a format that knows of none.
// Where the bytes of an image are the guest's, libvirt does not look, and opens
// the other for nothing. Source: qemuBlockStorageSourceGetFormatProps.
func (r *resolver) checkUnusedBacking(s *domain.StorageSource) {
	raw := s.Format.V() == "raw" && s.Encryption == nil && !r.Target.Has("blockdev.raw-node")
	const text = "an image of format %s can't have a backing image"
	switch {
	case !raw:
		r.Diag.Error(source.Invalid, s.Backing.Ref, text, s.Format.V())
	case r.Profile.Adapt:
		r.passOver(s.Backing.Ref, text, s.Format.V()).Accounting(s.Backing.Type.Ref(), s.Backing.Format.Ref())
		s.Backing = nil
	default:
		r.Diag.Warn(source.NoMeaning, s.Backing.Ref, text+"; the guest sees nothing of it", s.Format.V())
	}
}

// backingFormats are the formats that know of a backing image.
var backingFormats = []string{"qcow", "qcow2", "qed", "vmdk"}

// checkDataStore checks where s keeps its data.
func (r *resolver) checkDataStore(s *domain.StorageSource) {
	store := s.DataStore
	if !store.Backing.IsEnd() {
		r.passOver(store.Backing.Ref, "a data store has nothing below it").Accounting(store.Backing.Type.Ref(), store.Backing.Format.Ref())
		store.Backing = nil
	}
	if store.Slice != nil {
		r.refuse("QEMU can do it", source.Invalid, store.Slice.Ref, "libvirt slices no data store")
	}
	switch {
	case !source.Is(s.Format, "qcow2"):
		r.Diag.Error(source.Invalid, store.Ref, "only qcow2 images have a data store")
	case !source.Is(store.Format, "raw"):
		r.Diag.Error(source.Invalid, source.First(store.Format.Ref(), store.Ref), "a data store is a raw image")
	case store.DataStore != nil:
		r.Diag.Error(source.Invalid, store.Ref, "a data store has no data store")
	default:
		r.checkImage(store)
	}
}

// checkImage checks one image. Source: qemuDomainValidateStorageSource.
func (r *resolver) checkImage(s *domain.StorageSource) {
	r.zeroIsNone(&s.MetadataCacheMax)
	r.checkFormat(s)
	r.checkAuth(s)
	r.checkEncryption(s)
	switch s.Type.V() {
	case domain.StorageNetwork:
		r.checkNetwork(s)
	case domain.StorageNVMe:
		if source.Is(s.NVMe.Namespace, 0) {
			r.Diag.Error(source.OutOfRange, s.NVMe.Namespace.Ref(), "the namespaces of an nvme disk count from 1")
		}
	case domain.StorageDir:
		switch {
		case s.Format.IsSet() && s.Format.V() != "fat":
			r.Diag.Error(source.Invalid, firstXML(s.Format.Ref(), s.Ref), "a directory can only be shown as a disk of format fat").WithHint("write <driver name='qemu' type='fat'/>")
		case !s.ReadOnly.V():
			r.Diag.Error(source.Invalid, s.Ref, "a directory can only be shown as a read-only disk").WithHint("add <readonly/>")
		}
	}
}

// checkFormat refuses formats that QEMU can't run from.
func (r *resolver) checkFormat(s *domain.StorageSource) {
	f := s.Format
	switch f.V() {
	case "cow":
		r.Diag.Error(source.Unsupported, f.Ref(), "QEMU no longer knows the format cow").WithHint("convert it with an old qemu-img")
	case "dir":
		r.Diag.Error(source.Invalid, f.Ref(), "a directory is no image format").WithHint("write <disk type='dir'>")
	case "iso":
		r.Diag.Error(source.Invalid, f.Ref(), "iso is no image format of QEMU").WithHint("write type='raw'")
	case "fat":
		if !s.Is(domain.StorageDir) {
			r.Diag.Error(source.Invalid, f.Ref(), "the format fat is for sources of type dir")
		}
	}
	if s.MetadataCacheMax.IsSet() && f.V() != "qcow2" {
		r.Diag.Error(source.Invalid, s.MetadataCacheMax.Ref(), "only qcow2 has a metadata cache")
	}
}

// checkAuth checks who logs in. Source: virDomainDiskDefValidateSourceChainOne.
func (r *resolver) checkAuth(s *domain.StorageSource) {
	if s.Auth == nil {
		return
	}
	protocol, usage := s.Network.Protocol.V(), s.Auth.Secret.Type
	want := map[string]string{"iscsi": "iscsi", "rbd": "ceph"}[protocol]
	switch {
	case !s.Is(domain.StorageNetwork):
		r.passOver(s.Auth.Ref, "only network sources are logged in to")
	case slices.Contains([]string{"nbd", "gluster", "tftp", "nfs"}, protocol):
		r.Diag.Error(source.Invalid, s.Auth.Ref, "nobody logs in to %s", protocol)
	case !slices.Contains([]string{"volume", "ceph", "iscsi", "tls", "vtpm"}, usage.V()):
		r.Diag.Error(source.UnknownValue, source.First(usage.Ref(), s.Auth.Secret.Ref), "unknown type of secret %q", usage.V()).
			WithHint("write <secret type='%s'>", or(want, "iscsi"))
	case want != "" && usage.V() != want:
		r.Diag.Error(source.Invalid, usage.Ref(), "a secret of type %s can't log in to %s", usage.V(), protocol).WithHint("write type='%s'", want)
	}
}

// or is s, or def where s is empty.
func or(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

// checkEncryption checks who decrypts s and how.
func (r *resolver) checkEncryption(s *domain.StorageSource) {
	e := s.Encryption
	if e == nil {
		return
	}
	if e.Format.V() == "luks" && !e.Cipher.IsZero() {
		r.Diag.Error(source.Invalid, e.Cipher, "a domain need not know the cipher of its disk").WithHint("remove <cipher>; it is for making volumes")
	}
	if len(e.Secrets) == 0 {
		r.Diag.Error(source.MissingValue, e.Ref, "<encryption> needs a <secret>")
	}
	if e.Engine.V() == "librbd" {
		r.checkRBDEncryption(s)
		return
	}
	if e.Format.V() == "qcow" {
		r.refuse("QEMU decrypts it as it always did", source.Unsupported, e.Format.Ref(), "libvirt no longer takes the old encryption of qcow and qcow2").
			WithHint("convert the image to luks with qemu-img")
	}
	switch {
	case e.Format.V() != "luks" && e.Format.V() != "qcow":
		r.Diag.Error(source.Unsupported, e.Format.Ref(), "QEMU does not decrypt the format %s", e.Format.V()).WithHint("QEMU decrypts luks; librbd also luks2 and luks-any")
	case len(e.Secrets) > 1:
		r.Diag.Error(source.Invalid, e.Secrets[1].Ref, "QEMU takes one secret for an image")
	case s.Format.IsSet() && s.Format.V() != "raw" && s.Format.V() != "qcow2":
		r.Diag.Error(source.Invalid, source.First(s.Format.Ref(), e.Ref), "images of format %s can't be encrypted", s.Format.V()).
			WithHint("raw and qcow2 can")
	}
}

// checkRBDEncryption checks an image that librbd decrypts.
func (r *resolver) checkRBDEncryption(s *domain.StorageSource) {
	e := s.Encryption
	needs := func(ok bool, ref source.Ref, what string) {
		if !ok {
			r.Diag.Error(source.NeedsQEMU, ref, "this QEMU knows no %s", what)
		}
	}
	switch {
	case !s.Is(domain.StorageNetwork) || s.Network.Protocol.V() != "rbd":
		r.Diag.Error(source.Invalid, e.Engine.Ref(), "librbd decrypts rbd sources only")
	case e.Format.V() == "qcow" || e.Format.V() == "default":
		r.Diag.Error(source.Invalid, e.Format.Ref(), "librbd does not decrypt the format %s", e.Format.V())
	case len(e.Secrets) > 1:
		needs(r.Target.Has("rbd-encryption-layering"), e.Secrets[1].Ref, "layers of librbd encryption")
	case e.Format.V() == "luks-any":
		needs(r.Target.Has("rbd-encryption-luks-any"), e.Format.Ref(), "luks-any")
	default:
		needs(r.Target.Has("rbd-encryption"), e.Engine.Ref(), "librbd encryption")
	}
}
