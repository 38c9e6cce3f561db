package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) spice(g *domain.Graphics) []*option.Option {
	o := option.New("spice", g.Ref, g.Type.Ref())
	b.spiceListen(o, g)
	opts := b.spicePassword(o, g)
	b.passwordRules(g, "spice")
	if sasl := b.Conf.Flag("spice_sasl"); sasl.V() {
		o.OnOff("sasl", true, sasl.Ref())
	}
	if g.TLSPort.V() != 0 {
		dir := b.Conf.TLS("spice", false).Dir
		o.Str("x509-dir", dir.V(), g.TLSPort.Ref(), dir.Ref())
		b.needsFile(source.Default("", dir.V()+"/server-cert.pem"), "certificate of the SPICE server", g.TLSPort.Ref(), g.Spice.DefaultMode.Ref(), g.Ref)
	}
	b.spiceChannels(o, g)
	b.spiceImages(o, g)
	b.spiceAgent(o, g)
	if source.Is(g.GL, true) {
		o.OnOff("gl", true, g.GL.Ref())
		if b.Target.Has("spice-rendernode") {
			o.StrVal("rendernode", b.renderNode(g))
		}
	} else {
		b.asDefault("spice draws without OpenGL unless it is told to", g.GL.Ref(), g.RenderNode.Ref())
	}
	if b.Profile.Frame {
		o.OnOff("seamless-migration", true, source.Rule("default: spice follows a migration"))
	}
	opts = append(opts, o)
	if g.Keymap.IsSet() {
		opts = append(opts, option.Text("k", g.Keymap.V(), g.Keymap.Ref()))
	}
	return opts
}

// spiceListen adds where spice listens.
func (b *builder) spiceListen(o *option.Option, g *domain.Graphics) {
	l := &g.Listens[0]
	o.Cite(listenRefs(l)...)
	switch l.Type.V() {
	case "socket":
		o.OnOff("unix", true, l.Type.Ref())
		o.Str("addr", b.graphicsSocket(g, "spice"), l.Type.Ref(), l.Socket.Ref())
		return
	case "none":
		// Clients get their connection from libvirt: port 0 is none.
		o.Uint("port", 0, l.Type.Ref())
		return
	}
	if g.Port.V() != 0 {
		o.Uint("port", g.Port.V(), g.Port.Ref(), g.AutoPort.Ref())
	}
	if g.TLSPort.V() != 0 {
		o.UintVal("tls-port", g.TLSPort)
	}
	if g.Port.V() == 0 && g.TLSPort.V() == 0 {
		o.Uint("port", 0, g.Ref, g.Port.Ref(), g.TLSPort.Ref(), g.AutoPort.Ref())
		if ref := l.Address.Ref(); ref.Node() != 0 {
			b.Diag.Info(source.NoMeaning, ref, "without a port there is no address")
		}
		return
	}
	o.StrVal("addr", l.Address)
}

// spicePassword says whether clients need a password.
func (b *builder) spicePassword(o *option.Option, g *domain.Graphics) []*option.Option {
	switch {
	case g.Password.IsSet() && b.Profile.DirectSettings:
		return b.passwordFile(o, g, "spice")
	case g.Password.IsSet():
		b.Diag.Note(source.RunTime, g.Password.Ref(), "libvirt sets the password once QEMU runs")
	case b.Profile.DirectSettings || b.Conf != nil && !b.Conf.Text("spice_password").IsSet():
		o.OnOff("disable-ticketing", true, source.Rule("no spice password is given"))
	}
	return nil
}

func (b *builder) spiceChannels(o *option.Option, g *domain.Graphics) {
	switch g.Spice.DefaultMode.V() {
	case "any":
		b.asDefault("clients choose", g.Spice.DefaultMode.Ref())
	case "secure":
		o.Str("tls-channel", "default", g.Spice.DefaultMode.Ref())
	case "insecure":
		o.Str("plaintext-channel", "default", g.Spice.DefaultMode.Ref())
	}
	for _, c := range g.Spice.Channels {
		switch c.Mode.V() {
		case "any":
			b.asDefault("clients choose", c.Ref, c.Name.Ref(), c.Mode.Ref())
		case "secure":
			o.Str("tls-channel", c.Name.V(), c.Name.Ref(), c.Mode.Ref())
		case "insecure":
			o.Str("plaintext-channel", c.Name.V(), c.Name.Ref(), c.Mode.Ref())
		}
	}
}

func (b *builder) spiceImages(o *option.Option, g *domain.Graphics) {
	s := &g.Spice
	o.StrVal("image-compression", s.ImageCompression)
	o.StrVal("jpeg-wan-compression", s.JPEGCompression)
	o.StrVal("zlib-glz-wan-compression", s.ZlibCompression)
	if p, ok := s.PlaybackCompression.Get(); ok {
		o.OnOff("playback-compression", p, s.PlaybackCompression.Ref())
	}
	o.StrVal("streaming-video", s.Streaming)
}

// spiceAgent says what the agent in the guest may do.
func (b *builder) spiceAgent(o *option.Option, g *domain.Graphics) {
	s := &g.Spice
	if s.Mouse.IsSet() {
		o.OnOff("agent-mouse", s.Mouse.V() == "client", s.Mouse.Ref())
	}
	if source.Is(s.Clipboard, false) {
		o.OnOff("disable-copy-paste", true, s.Clipboard.Ref())
	}
	if source.Is(s.FileTransfer, false) {
		o.OnOff("disable-agent-file-xfer", true, s.FileTransfer.Ref())
	}
}
