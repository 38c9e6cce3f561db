package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// charUse is what a character device is used for, as far as that changes its
// host side.
type charUse struct {
	alias string
	// parallel: a device of the host is a parallel port.
	parallel bool
	// pass: files and listening sockets are passed as descriptors.
	pass bool
	// waits: QEMU starts only once somebody has connected to it.
	waits bool
	from  []source.Ref
}

// chardev is the -chardev for src, named after the alias of the device that uses
// it, with all that it needs before it, and its id. from cites what asks for it.
func (b *builder) chardev(src *domain.CharSource, alias string, from ...source.Ref) (id string, opts []*option.Option) {
	return b.charBackend(src, charUse{alias: alias, pass: b.Profile.PassFDs, from: from})
}

// vhostUserChardev is chardev for a vhost-user network interface: QEMU waits for
// the other side, and opens the socket itself in all profiles.
func (b *builder) vhostUserChardev(src *domain.CharSource, alias string, from ...source.Ref) (id string, opts []*option.Option) {
	return b.charBackend(src, charUse{alias: alias, waits: true, from: from})
}

func (b *builder) charBackend(src *domain.CharSource, use charUse) (id string, opts []*option.Option) {
	id = "char" + use.alias
	o := option.New("chardev", use.from...).Cite(src.Ref)
	begin := func(backend string) *option.Option {
		return o.Str("backend", backend, src.Type.Ref()).Str("id", id, src.Ref)
	}
	b.checkHostSide(src)
	switch src.Type.V() {
	case domain.CharNull, domain.CharVC, domain.CharPTY, domain.CharStdio:
		begin(src.Type.V())
		b.liveTerminal(src)
	case domain.CharDev:
		begin(b.hostPort(use.parallel)).StrVal("path", src.Path)
	case domain.CharFile:
		opts = b.charFile(begin(src.Type.V()), src, use)
	case domain.CharPipe:
		begin(src.Type.V()).StrVal("path", src.Path)
	case domain.CharUDP:
		charUDP(begin(src.Type.V()), src)
	case domain.CharTCP:
		opts = b.charTCP(begin("socket"), src, use)
	case domain.CharUNIX:
		b.charUNIX(begin("socket"), src, use)
	case domain.CharSpiceVMC, domain.CharSpicePort, domain.CharDBus:
		begin(src.Type.V()).StrVal("name", src.Channel)
	case domain.CharQEMUVDAgent:
		charVDAgent(begin(src.Type.V()), src)
	case domain.CharNMDM:
		// Refused by resolve.
		return id, nil
	}
	opts = append(opts, b.charLog(o, src, use)...)
	return id, append(opts, o)
}

// liveTerminal accounts for the terminal that a running guest has got.
func (b *builder) liveTerminal(src *domain.CharSource) {
	if ref := src.Path.Ref(); ref.Node() != 0 {
		b.Diag.Info(source.NoMeaning, ref, "the terminal of the running guest; the next start gets a new one")
	}
}

// hostPort is the backend for a serial or parallel port of the host.
func (b *builder) hostPort(parallel bool) string {
	named := b.Target.Has("chardev.serial")
	switch {
	case parallel && named:
		return "parallel"
	case parallel:
		return "parport"
	case named:
		return "serial"
	}
	return "tty"
}

// charFile adds the file. One that is passed must not be truncated a second
// time: what opened it has seen to append.
func (b *builder) charFile(o *option.Option, src *domain.CharSource, use charUse) []*option.Option {
	if !use.pass {
		o.StrVal("path", src.Path).OnOffVal("append", src.Append)
		return nil
	}
	path, set := b.charFDSet(use.alias+"-source", src.Path.Ref())
	o.Str("path", path, src.Path.Ref()).Bool("append", true, source.First(src.Append.Ref(), src.Path.Ref()))
	return []*option.Option{set}
}

// charLog adds the file that receives what the guest writes.
func (b *builder) charLog(o *option.Option, src *domain.CharSource, use charUse) []*option.Option {
	log := &src.Log
	if !log.File.IsSet() {
		return nil
	}
	if !use.pass {
		o.StrVal("logfile", log.File).OnOffVal("logappend", log.Append)
		return nil
	}
	path, set := b.charFDSet(use.alias+"-log", log.File.Ref())
	o.Str("logfile", path, log.File.Ref()).Bool("logappend", true, source.First(log.Append.Ref(), log.File.Ref()))
	return []*option.Option{set}
}

// charUDP adds where datagrams go to and come from. All four are always there:
// QEMU's own default for the other end is this host.
func charUDP(o *option.Option, src *domain.CharSource) {
	bind := &src.Bind
	o.Cite(src.Mode.Ref(), bind.Mode.Ref(), bind.Ref)
	for _, p := range []struct {
		key string
		val source.Val[string]
		def string
	}{{"host", src.Host, ""}, {"port", src.Service, ""}, {"localaddr", bind.Host, ""}, {"localport", bind.Service, "0"}} {
		o.StrVal(p.key, p.val.Or("default: UDP end", p.def))
	}
}

// charVDAgent adds what the agent inside QEMU shares with the guest: nothing,
// unless the XML says so.
func charVDAgent(o *option.Option, src *domain.CharSource) {
	v := &src.VDAgent
	o.Str("name", "vdagent", src.Type.Ref()).OnOffVal("clipboard", v.Clipboard)
	if v.Mouse.IsSet() {
		o.OnOff("mouse", source.Is(v.Mouse, "client"), v.Mouse.Ref())
	}
}
