package argv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// virtiofs is a file system that a virtiofsd serves: one that the XML names the
// socket of, or one that is started for this guest.
func (b *builder) virtiofs(f *domain.Filesystem) []*option.Option {
	if f.Boot.Order.IsSet() && f.Address.Type.IsSet() && !f.Address.Is(domain.AddressPCI) {
		b.Diag.Error(source.Invalid, f.Boot.Order.Ref(), "a virtiofs is booted from only where it is a PCI device")
	}
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
	refs := virtiofsRefs(f)
	switch {
	case !b.Profile.LibvirtDirs:
		pkg := "virtiofsd"
		if b.Target.Has("virtiofsd-of-qemu") {
			pkg = "qemu-system-common"
		}
		const what = "virtiofsd, which serves the directory"
		b.prepare(source.RunTime, f.Driver.Type.Ref(), what+", must run before QEMU starts", plan.Step{
			Kind: plan.Daemon, What: what, Words: b.virtiofsd(f, socket), Socket: socket, Package: pkg,
		}).Accounting(refs...)
	case len(refs) > 0:
		b.Diag.Note(source.RunTime, refs[0], "libvirt says this to virtiofsd, not to QEMU").Accounting(refs...)
	}
}

func virtiofsRefs(f *domain.Filesystem) []source.Ref {
	d := &f.Virtiofs
	refs := given(f.ReadOnly, d.Ref, d.Path.Ref(), d.XAttr.Ref(), d.Cache.Ref(), d.Sandbox.Ref(), d.PosixLock.Ref(), d.Flock.Ref(), d.ThreadPool.Ref(), d.OpenFiles.Ref())
	for _, m := range slices.Concat(d.UIDs, d.GIDs) {
		refs = append(refs, m.Ref, m.Start.Ref(), m.Target.Ref(), m.Count.Ref())
	}
	return refs
}

// virtiofsd is the virtiofsd that f wants, with the arguments of its Rust
// implementation, or of the one in C that came with QEMU.
func (b *builder) virtiofsd(f *domain.Filesystem, socket string) []string {
	d := &f.Virtiofs
	args := []string{b.virtiofsdProgram(d), "--socket-path=" + socket}
	if b.Target.Has("virtiofsd-of-qemu") {
		b.oldVirtiofsdLacks(f)
		args = append(args, "-f", "-o", strings.Join(oldVirtiofsdOptions(f), ","))
		return append(args, virtiofsdLimits(d)...)
	}
	args = append(args, "--shared-dir", plan.Operand(f.Source.V()))
	if d.Cache.IsSet() {
		args = append(args, "--cache", d.Cache.V())
	}
	if d.Sandbox.IsSet() {
		args = append(args, "--sandbox", d.Sandbox.V())
	}
	if source.Is(d.XAttr, true) {
		args = append(args, "--xattr")
	}
	args = append(args, virtiofsdLimits(d)...)
	if !f.ReadOnly.IsZero() {
		args = append(args, "--readonly")
	}
	args = append(args, idMapArgs("--translate-uid", d.UIDs)...)
	return append(args, idMapArgs("--translate-gid", d.GIDs)...)
}

// oldVirtiofsdLacks reports what only the virtiofsd in Rust can do.
func (b *builder) oldVirtiofsdLacks(f *domain.Filesystem) {
	if !f.ReadOnly.IsZero() {
		b.Diag.Error(source.NeedsQEMU, f.ReadOnly, "the virtiofsd of QEMU %s serves no directory read-only", b.Target.Version).
			WithHint("export a read-only bind mount")
	}
	for _, m := range slices.Concat(f.Virtiofs.UIDs, f.Virtiofs.GIDs) {
		b.Diag.Error(source.NeedsQEMU, m.Ref, "the virtiofsd of QEMU %s translates no user IDs", b.Target.Version)
	}
}

// virtiofsdLimits are the arguments that every virtiofsd takes.
func virtiofsdLimits(d *domain.VirtiofsDaemon) []string {
	var args []string
	if d.ThreadPool.IsSet() {
		args = append(args, fmt.Sprintf("--thread-pool-size=%d", d.ThreadPool.V()))
	}
	if d.OpenFiles.IsSet() {
		args = append(args, fmt.Sprintf("--rlimit-nofile=%d", d.OpenFiles.V()))
	}
	return args
}

// oldVirtiofsdOptions are the -o options of the virtiofsd that came with QEMU, in
// C. A backslash keeps what follows it from ending a value (libfuse's fuse_opt).
func oldVirtiofsdOptions(f *domain.Filesystem) []string {
	d := &f.Virtiofs
	opts := []string{"source=" + strings.NewReplacer(`\`, `\\`, ",", `\,`).Replace(f.Source.V())}
	if d.Cache.IsSet() {
		opts = append(opts, "cache="+d.Cache.V())
	}
	if d.Sandbox.IsSet() {
		opts = append(opts, "sandbox="+d.Sandbox.V())
	}
	for _, o := range []struct {
		name string
		on   source.Val[bool]
	}{{"xattr", d.XAttr}, {"flock", d.Flock}, {"posix_lock", d.PosixLock}} {
		switch on, ok := o.on.Get(); {
		case ok && on:
			opts = append(opts, o.name)
		case ok:
			opts = append(opts, "no_"+o.name)
		}
	}
	return opts
}

// virtiofsdProgram is the XML's virtiofsd, else the one that the host describes.
func (b *builder) virtiofsdProgram(d *domain.VirtiofsDaemon) string {
	if d.Path.IsSet() {
		return d.Path.V()
	}
	return b.vhostUserProgram("fs", "virtiofsd")
}

// idMapArgs are the ranges of ids that virtiofsd translates.
func idMapArgs(flag string, maps []domain.IDMap) []string {
	var args []string
	for _, m := range maps {
		args = append(args, flag, fmt.Sprintf("map:%d:%d:%d", m.Start.V(), m.Target.V(), m.Count.V()))
	}
	return args
}
