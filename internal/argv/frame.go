package argv

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// frameRule is where the options come from that libvirt adds to every guest.
func frameRule() source.Ref { return source.Rule("libvirt's frame") }

// name is -name. Libvirt asks for named threads as well, so that tools can tell
// those of vCPUs from those of disks.
func (b *builder) name() []*option.Option {
	n := b.dom.Name
	switch {
	case !b.Target.HasFlag("name"):
		b.nameless("name", n.Ref())
		return nil
	case !n.IsSet():
		return nil
	case !b.Target.Has("name.guest"):
		return b.plainName(n)
	case !b.Profile.Frame && !strings.Contains(n.V(), "="):
		return []*option.Option{option.New("name", n.Ref()).StrVal("", n)}
	case !b.Profile.Frame:
		return []*option.Option{option.New("name", n.Ref()).StrVal("guest", n)}
	}
	o := option.New("name", n.Ref()).StrVal("guest", n)
	if called := b.Conf.Flag("set_process_name"); called.V() {
		o.Str("process", "qemu:"+n.V(), called.Ref(), n.Ref())
	}
	if b.Target.Has("name.debug-threads") {
		o.OnOff("debug-threads", true, frameRule())
	}
	return []*option.Option{o}
}

// plainName is -name of releases that read no comma as part of it.
func (b *builder) plainName(n source.Val[string]) []*option.Option {
	if strings.Contains(n.V(), ",") {
		b.Diag.Warn(source.NeedsQEMU, n.Ref(), "QEMU %s can't be told a name with a comma; it gets none", b.Target.Version)
		return nil
	}
	return []*option.Option{option.New("name", n.Ref()).StrVal("", n)}
}

// nameless accounts for what QEMU can't be told of who the guest is.
func (b *builder) nameless(what string, ref source.Ref) {
	if ref.Node() != 0 {
		b.Diag.Info(source.NeedsQEMU, ref, "QEMU %s knows no %s of a guest", b.Target.Version, what)
	}
}

// stop keeps the guest from running until the monitor says so.
func (b *builder) stop() []*option.Option { return []*option.Option{option.New("S", frameRule())} }

// masterKey is the key that libvirt encrypts all other secrets with.
func (b *builder) masterKey() []*option.Option {
	if !b.Target.Has("secret") {
		return nil
	}
	file := profile.GuestDir(b.dom.ShortName()) + "/master-key.aes"
	o := option.NewObject("secret", "masterKey0", frameRule()).Str("format", "raw", frameRule()).Str("file", file, frameRule())
	return []*option.Option{o}
}

func (b *builder) uuid() []*option.Option {
	if !b.Target.HasFlag("uuid") || !b.dom.UUID.IsSet() {
		b.nameless("UUID", b.dom.UUID.Ref())
		return nil
	}
	return []*option.Option{option.New("uuid", b.dom.UUID.Ref()).StrVal("", b.dom.UUID)}
}

// noDefaults leaves out the devices that QEMU adds by itself: the domain names
// all that it wants.
func (b *builder) noDefaults() []*option.Option {
	var opts []*option.Option
	if b.Profile.Frame && b.Target.HasFlag("no-user-config") {
		opts = append(opts, option.New("no-user-config", frameRule()))
	}
	if b.Target.HasFlag("nodefaults") {
		opts = append(opts, option.New("nodefaults", source.Rule("no devices but the domain's")))
	}
	return opts
}

// monitor is what libvirt, or another who attends QEMU, steers the guest through.
func (b *builder) monitor() []*option.Option {
	socket := option.New("chardev", frameRule()).Str("backend", "socket", frameRule()).Str("id", "charmonitor", frameRule())
	switch {
	case b.Profile.Attended:
		b.Plan.Monitor = b.runtimeSocket("monitor")
		socket.Str("path", b.Plan.Monitor, frameRule())
	case b.Target.Has("chardev-fd-pass-commandline"):
		socket.Str("fd", b.fd(), frameRule())
	default:
		socket.Str("path", profile.GuestDir(b.dom.ShortName())+"/monitor.sock", frameRule())
	}
	socket.OnOff("server", true, frameRule()).OnOff("wait", false, frameRule())
	mon := option.New("mon", frameRule()).Str("chardev", "charmonitor", frameRule()).
		Str("id", "monitor", frameRule()).Str("mode", "control", frameRule())
	return []*option.Option{socket, mon}
}

// sandbox forbids system calls that no guest of libvirt's needs.
func (b *builder) sandbox() []*option.Option {
	if !b.Target.Has("seccomp-sandbox") {
		return nil
	}
	if wanted := b.Conf.Number("seccomp_sandbox"); source.Is(wanted, 0) {
		return []*option.Option{option.New("sandbox", wanted.Ref()).Str("enable", "off", wanted.Ref())}
	}
	o := option.New("sandbox", frameRule()).Str("enable", "on", frameRule())
	for _, group := range []string{"obsolete", "elevateprivileges", "spawn", "resourcecontrol"} {
		o.Str(group, "deny", frameRule())
	}
	return []*option.Option{o}
}

// asyncTeardown frees guest memory after QEMU is gone.
func (b *builder) asyncTeardown() []*option.Option {
	wanted := b.dom.Features.AsyncTeardown
	switch {
	case !wanted.IsSet():
		return nil
	case b.Target.Has("run-with.async-teardown"):
		return []*option.Option{option.New("run-with", wanted.Ref()).OnOffVal("async-teardown", wanted)}
	case !wanted.V():
		// What QEMU does anyway.
		return nil
	case b.Target.HasFlag("async-teardown"):
		return []*option.Option{option.New("async-teardown", wanted.Ref())}
	}
	b.Diag.Error(source.NeedsQEMU, wanted.Ref(), "QEMU %s has no asynchronous teardown", b.Target.Version)
	return nil
}

// timestamps dates what QEMU writes into the guest's log.
func (b *builder) timestamps() []*option.Option {
	if !b.Target.HasFlag("msg") || source.Is(b.Conf.Flag("log_timestamp"), false) {
		return nil
	}
	return []*option.Option{option.New("msg", frameRule()).OnOff("timestamp", true, frameRule())}
}
