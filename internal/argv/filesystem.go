package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) filesystems() []*option.Option {
	return each(b, b.dom.Devices.Filesystems, b.filesystem)
}

func (b *builder) filesystem(f *domain.Filesystem) []*option.Option {
	if f.Driver.Type.V() == "virtiofs" {
		return b.virtiofs(f)
	}
	return []*option.Option{b.fsdev(f), b.virtio9P(f)}
}

// fsdevID is the id of the host side of f.
func fsdevID(f *domain.Filesystem) string { return "fsdev-" + f.Alias.V() }

// fsdev is the host side of a 9p file system.
func (b *builder) fsdev(f *domain.Filesystem) *option.Option {
	o := option.New("fsdev", f.Ref)
	if f.Driver.Type.V() == "handle" {
		o.Str("fsdriver", "handle", f.Driver.Type.Ref()).Cite(f.AccessMode.Ref())
	} else {
		o.Str("fsdriver", "local", source.First(f.Driver.Type.Ref(), f.Type.Ref()))
		o.Str("security_model", securityModel(f.AccessMode.V()), f.AccessMode.Ref())
	}
	if f.MultiDevs.V() != "default" {
		o.StrVal("multidevs", f.MultiDevs)
	}
	fileMode(o, "fmode", f.FMode)
	fileMode(o, "dmode", f.DMode)
	o.StrVal("writeout", f.Driver.WRPolicy)
	o.Str("id", fsdevID(f), f.Alias.Ref())
	o.StrVal("path", f.Source)
	b.needsFile(f.Source, "directory")
	if !f.ReadOnly.IsZero() {
		o.Bool("readonly", true, f.ReadOnly)
	}
	return o.Cite(f.Type.Ref(), f.SourceRef, f.Driver.Format.Ref())
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
	if m, ok := mode.Get(); ok {
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

// virtiofs is a file system that a virtiofsd serves: one that the XML names the
// socket of, or one that is started for this guest.
func (b *builder) virtiofs(f *domain.Filesystem) []*option.Option {
	id := "chr-vu-" + f.Alias.V()
	socket := f.Socket
	if !socket.IsSet() {
		socket = source.Of(b.virtiofsSocket(f), f.Driver.Type.Ref())
		b.virtiofsDaemon(f, socket.V())
	}
	chardev := option.New("chardev", f.Ref).Str("backend", "socket", f.Driver.Type.Ref()).Str("id", id, f.Driver.Type.Ref()).StrVal("path", socket)
	o := b.virtio("vhost-user-fs", &f.Device, f.Model)
	o.Str("chardev", id, f.Driver.Type.Ref())
	o.UintVal("queue-size", f.Driver.Queue)
	o.Str("tag", f.Target.V(), f.Target.Ref())
	o.Cite(f.Type.Ref(), f.AccessMode.Ref(), f.SourceRef, f.Source.Ref())
	return []*option.Option{chardev, b.finish(o, &f.Device)}
}

func (b *builder) virtiofsSocket(f *domain.Filesystem) string {
	if b.Profile.LibvirtDirs {
		return profile.VirtiofsSocket(b.dom.ShortName(), f.Alias.V())
	}
	return b.runtimeSocket(f.Alias.V())
}

// virtiofsDaemon accounts for what is said to virtiofsd, and where nobody starts
// it, says how to.
func (b *builder) virtiofsDaemon(f *domain.Filesystem, socket string) {
	d := &f.Virtiofs
	if b.Profile.LibvirtDirs {
		if refs := virtiofsRefs(d); len(refs) > 0 {
			b.Diag.Note(source.RunTime, refs[0], "libvirt says this to virtiofsd, not to QEMU").Accounting(refs...)
		}
		return
	}
	b.Diag.Warn(source.RunTime, f.Driver.Type.Ref(), "QEMU waits for a virtiofsd on %s", socket).
		Accounting(virtiofsRefs(d)...).
		WithHint("start it before: %s", strings.Join(virtiofsCommand(f, socket), " "))
}

func virtiofsRefs(d *domain.VirtiofsDaemon) []source.Ref {
	var refs []source.Ref
	for _, ref := range []source.Ref{d.Ref, d.Path.Ref(), d.XAttr.Ref(), d.Cache.Ref(), d.Sandbox.Ref(), d.PosixLock.Ref(), d.Flock.Ref(), d.ThreadPool.Ref(), d.OpenFiles.Ref()} {
		if !ref.IsZero() {
			refs = append(refs, ref)
		}
	}
	for _, maps := range [][]domain.IDMap{d.UIDs, d.GIDs} {
		for _, m := range maps {
			refs = append(refs, m.Ref)
		}
	}
	return refs
}

// virtiofsCommand is the virtiofsd that f wants, with the arguments of the
// Rust implementation as libvirt gives them (qemuVirtioFSBuildCommandLine).
func virtiofsCommand(f *domain.Filesystem, socket string) []string {
	d := &f.Virtiofs
	program := "/usr/libexec/virtiofsd"
	if d.Path.IsSet() {
		program = d.Path.V()
	}
	args := []string{program, "--socket-path", socket, "--shared-dir", f.Source.V()}
	if d.Cache.IsSet() {
		args = append(args, "--cache", d.Cache.V())
	}
	if d.Sandbox.IsSet() {
		args = append(args, "--sandbox", d.Sandbox.V())
	}
	if source.Is(d.XAttr, true) {
		args = append(args, "--xattr")
	}
	if d.ThreadPool.IsSet() {
		args = append(args, "--thread-pool-size", fmt.Sprint(d.ThreadPool.V()))
	}
	if d.OpenFiles.IsSet() {
		args = append(args, "--rlimit-nofile", fmt.Sprint(d.OpenFiles.V()))
	}
	args = append(args, idMapArgs("--translate-uid", d.UIDs)...)
	return append(args, idMapArgs("--translate-gid", d.GIDs)...)
}

func idMapArgs(flag string, maps []domain.IDMap) []string {
	var args []string
	for _, m := range maps {
		args = append(args, flag, fmt.Sprintf("map:%d:%d:%d", m.Start.V(), m.Target.V(), m.Count.V()))
	}
	return args
}
