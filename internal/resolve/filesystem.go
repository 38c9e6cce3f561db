package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (r *resolver) filesystems() {
	tags := &fsTags{any: map[string]*domain.Filesystem{}, virtiofs: map[string]*domain.Filesystem{}}
	for _, f := range r.dom.Devices.Filesystems {
		f.AccessMode.SetDefault("default: file system access mode", "passthrough")
		r.checkFilesystem(f)
		r.checkTag(f, tags)
	}
}

// checkFilesystem refuses what libvirt refuses (virDomainFSDefValidate and
// qemuValidateDomainDeviceDefFS).
func (r *resolver) checkFilesystem(f *domain.Filesystem) {
	if f.Type.IsSet() && f.Type.V() != "mount" {
		r.Diag.Error(source.Invalid, f.Type.Ref(), "QEMU hands on directories only, not a file system of type %s", f.Type.V()).WithHint("write type='mount'")
		return
	}
	if f.Target.V() == "" {
		r.Diag.Error(source.MissingValue, f.Ref, "<filesystem> needs a <target>").WithHint("write <target dir='TAG'/>: the guest mounts it by that tag")
	}
	for _, limit := range []source.Val[uint64]{f.SpaceHard, f.SpaceSoft} {
		if limit.IsSet() {
			r.Diag.Error(source.Invalid, limit.Ref(), "QEMU can't limit the space of a file system").WithHint("use a quota of the host")
		}
	}
	switch f.Driver.Type.V() {
	case "", "path", "handle":
		r.check9P(f)
	case "virtiofs":
		r.checkVirtiofs(f)
	case "mtp":
		r.checkMTP(f)
	default:
		r.Diag.Error(source.Invalid, f.Driver.Type.Ref(), "QEMU has no file system driver %s", f.Driver.Type.V()).WithHint("QEMU has path, virtiofs and mtp")
	}
}

// fsTags are the file systems by their tags: the first of any kind, and the first
// virtiofs.
type fsTags struct{ any, virtiofs map[string]*domain.Filesystem }

// checkTag refuses a tag that a file system before f has where one of the two is a
// virtiofs (virDomainFSDefValidate).
func (r *resolver) checkTag(f *domain.Filesystem, before *fsTags) {
	if !f.Target.IsSet() {
		return
	}
	other := claim(before.any, f.Target.V(), f)
	if !source.Is(f.Driver.Type, "virtiofs") {
		other = before.virtiofs[f.Target.V()]
	} else {
		claim(before.virtiofs, f.Target.V(), f)
	}
	if other != nil {
		r.Diag.Error(source.Duplicate, f.Target.Ref(), "another file system has the tag %q", f.Target.V()).Accounting(other.Target.Ref())
	}
}

func (r *resolver) check9P(f *domain.Filesystem) {
	if f.Source.V() == "" && !(f.Source.IsSet() && r.Profile.WriteRefused) { // libvirt writes an empty path
		r.Diag.Error(source.MissingValue, f.Ref, "<filesystem> needs a <source>").WithHint("write <source dir='DIRECTORY'/>")
	}
	refuse := func(wrong bool, ref source.Ref, text string) {
		if wrong {
			r.Diag.Error(source.Invalid, ref, "%s", text)
		}
	}
	refuse(f.Boot.Order.IsSet(), f.Boot.Order.Ref(), "only a virtiofs can be booted from")
	refuse(f.Socket.IsSet(), f.Socket.Ref(), "only a virtiofs has a socket")
	if f.Driver.Queue.IsSet() {
		r.passOver(f.Driver.Queue.Ref(), "only a virtiofs has a queue size")
	}
	if !f.Virtiofs.Ref.IsZero() {
		r.passOver(f.Virtiofs.Ref, "only a virtiofs has a <binary>")
	}
	for _, mode := range []source.Val[uint64]{f.FMode, f.DMode} {
		refuse(mode.IsSet() && f.AccessMode.V() != "mapped", mode.Ref(), "file modes need accessmode='mapped'")
	}
	refuse(f.Driver.Type.V() == "handle" && f.AccessMode.V() != "passthrough", f.AccessMode.Ref(), "the driver handle has accessmode='passthrough' only")
}

func (r *resolver) checkMTP(f *domain.Filesystem) {
	if f.Source.V() == "" {
		r.Diag.Error(source.MissingValue, f.Ref, "<filesystem> needs a <source>").WithHint("write <source dir='DIRECTORY'/>")
	}
	if f.AccessMode.V() != "passthrough" {
		r.Diag.Error(source.Invalid, f.AccessMode.Ref(), "a media device has accessmode='passthrough' only")
	}
	if f.Driver.WRPolicy.IsSet() {
		r.Diag.Error(source.Invalid, f.Driver.WRPolicy.Ref(), "a media device has no wrpolicy")
	}
}

func (r *resolver) checkVirtiofs(f *domain.Filesystem) {
	r.requireSharedMemory(f.Driver.Type.Ref(), "virtiofs")
	r.zeroIsNone(&f.Driver.Queue)
	if f.Socket.IsSet() {
		return
	}
	if f.Source.V() == "" {
		r.Diag.Error(source.MissingValue, f.Ref, "<filesystem> needs a <source>").WithHint("write <source dir='DIRECTORY'/>, or <source socket='PATH'/> of a virtiofsd that runs")
	}
	refuse := func(wrong bool, ref source.Ref, what string) {
		if wrong {
			r.Diag.Error(source.Invalid, ref, "a virtiofs has no %s", what)
		}
	}
	r.checkLocks(&f.Virtiofs)
	refuse(f.AccessMode.V() != "passthrough", f.AccessMode.Ref(), "access mode but passthrough")
	refuse(f.Driver.WRPolicy.IsSet(), f.Driver.WRPolicy.Ref(), "wrpolicy")
	refuse(f.Driver.Format.IsSet(), f.Driver.Format.Ref(), "format")
	refuse(f.Model.IsSet(), f.Model.Ref(), "model")
	refuse(f.MultiDevs.IsSet() && f.MultiDevs.V() != "default", f.MultiDevs.Ref(), "multidevs")
	refuse(f.FMode.IsSet(), f.FMode.Ref(), "fmode")
	refuse(f.DMode.IsSet(), f.DMode.Ref(), "dmode")
}

// checkLocks refuses options of locking that a virtiofsd of this host does not
// take: the one in Rust says that its options stand apart. Source:
// qemuVirtioFSBuildCommandLine.
func (r *resolver) checkLocks(v *domain.VirtiofsDaemon) {
	list, _ := r.Host.VhostUser()
	at := slices.IndexFunc(list, func(d host.VhostUser) bool {
		return d.Type == "fs" && (!v.Path.IsSet() || v.Path.V() == d.Binary)
	})
	if at < 0 || !slices.Contains(list[at].Features, "separate-options") {
		return
	}
	for _, lock := range []*source.Val[bool]{&v.PosixLock, &v.Flock} {
		if lock.IsSet() {
			r.refuse("it is left out", source.Unsupported, lock.Ref(), "%s takes no options for locking", list[at].Binary)
			lock.Clear()
		}
	}
}
