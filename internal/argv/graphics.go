package argv

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// noGraphics keeps QEMU from opening a window, where the XML has no graphics.
func (b *builder) noGraphics() []*option.Option {
	switch {
	case len(b.dom.Devices.Graphics) > 0:
		return nil
	case !b.Target.HasFlag("display"):
		return b.classicNoGraphics()
	}
	rule := source.Rule("default: no graphics")
	return []*option.Option{option.New("display", rule).Str("type", "none", rule)}
}

func (b *builder) graphics() []*option.Option { return each(b, b.dom.Devices.Graphics, b.graphic) }

func (b *builder) graphic(g *domain.Graphics) []*option.Option {
	switch g.Type.V() {
	case domain.GraphicsVNC:
		return b.vnc(g)
	case domain.GraphicsSpice:
		return b.spice(g)
	case domain.GraphicsSDL:
		return b.sdl(g)
	case domain.GraphicsEGLHeadless:
		return []*option.Option{b.eglHeadless(g)}
	case domain.GraphicsDBus:
		return []*option.Option{b.dbus(g)}
	case domain.GraphicsRDP:
		b.Diag.Warn(source.RunTime, g.Type.Ref(), "RDP is served by qemu-rdp, which libvirt starts beside QEMU").
			WithHint("start qemu-rdp on the D-Bus that the graphics of type dbus are on").Inside(g.Ref)
	}
	return nil
}

// The base of VNC's display numbers.
const vncPortBase = 5900

func (b *builder) vnc(g *domain.Graphics) []*option.Option {
	var opts []*option.Option
	o := option.New("vnc", g.Ref, g.Type.Ref())
	b.vncDisplay(o, g)
	b.vncWebSocket(o, g)
	o.StrVal("share", g.SharePolicy)
	opts = append(opts, b.vncPassword(o, g)...)
	b.passwordRules(g, "vnc")
	opts = append(opts, b.vncConfigured(o)...)
	if p, ok := g.PowerControl.Get(); ok {
		o.Bool("power-control", p, g.PowerControl.Ref())
	}
	if b.Target.Has("vnc.audiodev") && b.usesAudio() {
		id, from := b.audioOf(g.AudioID)
		o.Str("audiodev", id, from, g.AudioID.Ref())
	}
	opts = append(opts, o)
	if g.Keymap.IsSet() {
		opts = append(opts, option.Text("k", g.Keymap.V(), g.Keymap.Ref()))
	}
	return opts
}

// vncDisplay adds where VNC listens.
func (b *builder) vncDisplay(o *option.Option, g *domain.Graphics) {
	l := &g.Listens[0]
	o.Cite(listenRefs(l)...)
	switch l.Type.V() {
	case "socket":
		b.vncServer(o, "unix:"+b.graphicsSocket(g, "vnc"), l.Type.Ref(), l.Socket.Ref())
	case "none":
		o.Str("", "none", l.Type.Ref())
	default:
		display := listenAt(l.Address.V(), strconv.FormatUint(g.Port.V()-vncPortBase, 10))
		b.vncServer(o, display, g.Port.Ref(), l.Address.Ref(), g.AutoPort.Ref())
		if source.Is(g.AutoPort, true) && b.Profile.DirectSettings && b.Target.Has("vnc.to") {
			// QEMU itself looks for the next free display.
			o.Uint("to", g.Port.V()-vncPortBase+99, g.AutoPort.Ref())
		}
	}
}

// listenRefs are the items that say where graphics can be reached.
func listenRefs(l *domain.GraphicsListen) []source.Ref {
	return []source.Ref{l.Ref, l.Type.Ref(), l.Network.Ref(), l.Made.Ref(), l.Repeated}
}

// vncServer adds what VNC listens on. Libvirt writes a socket under its key, since
// a path may hold a =. Releases that read -vnc by hand know no such key.
func (b *builder) vncServer(o *option.Option, what string, from ...source.Ref) {
	switch {
	case !b.Target.Has("vnc-multi-servers"):
		b.classicText(o, what, from...)
	case strings.HasPrefix(what, "unix:") || strings.Contains(what, "="):
		o.Str("vnc", what, from...)
	default:
		o.Str("", what, from...)
	}
}

// listenAt joins an address with a port or display; IPv6 addresses need
// brackets.
func listenAt(host, port string) string {
	if a, err := netip.ParseAddr(host); err == nil && a.Is6() {
		host = "[" + host + "]"
	}
	return host + ":" + port
}

func (b *builder) vncWebSocket(o *option.Option, g *domain.Graphics) {
	kind := g.Listens[0].Type.V()
	switch n, ok := g.WebSocket.Get(); {
	case !ok:
	case kind == "socket" || kind == "none":
		b.Diag.Note(source.NoMeaning, g.WebSocket.Ref(), "there is no port for web sockets where nothing listens on a network")
	case n == 0:
		b.asDefault("there is no port for web sockets unless one is given", g.WebSocket.Ref())
	case n > 0:
		o.Uint("websocket", uint64(n), g.WebSocket.Ref())
	case b.Profile.DirectSettings:
		o.Bool("websocket", true, g.WebSocket.Ref())
	default:
		const firstWebSocket = 5700
		o.Uint("websocket", firstWebSocket, g.WebSocket.Ref())
	}
}

// vncPassword asks for a password. libvirt tells it to QEMU through the monitor
// after the start; without a monitor it comes from a file.
func (b *builder) vncPassword(o *option.Option, g *domain.Graphics) []*option.Option {
	if configured := b.Conf.Text("vnc_password"); !g.Password.IsSet() && configured.IsSet() {
		o.Bool("password", true, configured.Ref())
		return nil
	}
	if !g.Password.IsSet() {
		return nil
	}
	if !b.Profile.DirectSettings {
		o.Bool("password", true, g.Password.Ref())
		return nil
	}
	return b.passwordFile(o, g, "vnc")
}

// vncConfigured adds what the configuration of libvirt's QEMU driver asks of those
// who connect, after the credentials for it.
func (b *builder) vncConfigured(o *option.Option) []*option.Option {
	var opts []*option.Option
	if tls := b.Conf.Flag("vnc_tls"); tls.V() {
		const id = "vnc-tls-creds0"
		opts = b.tlsCredentials(id, id, "server", b.Conf.TLS("vnc", false), tls.Ref())
		o.Str("tls-creds", id, tls.Ref())
	}
	if sasl := b.Conf.Flag("vnc_sasl"); sasl.V() {
		o.Bool("sasl", true, sasl.Ref())
	}
	return opts
}

// graphicsSocket is the socket at which g listens.
func (b *builder) graphicsSocket(g *domain.Graphics, kind string) string {
	l := &g.Listens[0]
	switch {
	case l.Socket.IsSet():
		return l.Socket.V()
	case b.Profile.LibvirtDirs:
		return profile.GuestDir(b.dom.ShortName()) + "/" + kind + ".sock"
	}
	return b.runtimeSocket(kind)
}

func (b *builder) sdl(g *domain.Graphics) []*option.Option {
	if !b.Target.HasFlag("display") {
		return b.classicSDL(g)
	}
	o := option.New("display", g.Ref).Str("type", "sdl", g.Type.Ref())
	if gl, ok := g.GL.Get(); ok {
		o.OnOff("gl", gl, g.GL.Ref())
	}
	if source.Is(g.FullScreen, true) {
		return []*option.Option{option.New("full-screen", g.FullScreen.Ref()), o}
	}
	return []*option.Option{o}
}

// The DRM render node that libvirt takes where the XML names none: the first of
// the host.
const firstRenderNode = "/dev/dri/renderD128"

func (b *builder) eglHeadless(g *domain.Graphics) *option.Option {
	o := option.New("display", g.Ref).Str("type", "egl-headless", g.Type.Ref())
	if b.Target.Has("egl-headless.rendernode") {
		o.StrVal("rendernode", b.renderNode(g))
	}
	return o
}

// renderNode is the GPU that draws. libvirt always names one.
func (b *builder) renderNode(g *domain.Graphics) source.Val[string] {
	if g.RenderNode.IsSet() || b.Profile.DirectSettings {
		return g.RenderNode
	}
	return source.Default("default: the first render node of the host", firstRenderNode)
}

func (b *builder) dbus(g *domain.Graphics) *option.Option {
	o := option.New("display", g.Ref).Str("type", "dbus", g.Type.Ref())
	switch {
	case source.Is(g.P2P, true):
		o.Bool("p2p", true, g.P2P.Ref())
	case g.Address.IsSet():
		o.Cite(g.P2P.Ref()).StrVal("addr", g.Address)
	case b.Profile.LibvirtDirs:
		o.Str("addr", "unix:path="+profile.DBusSocket(b.dom.ShortName()), g.Type.Ref(), g.P2P.Ref())
	}
	if gl, ok := g.GL.Get(); ok {
		o.OnOff("gl", gl, g.GL.Ref())
		if gl {
			o.StrVal("rendernode", b.renderNode(g))
		} else {
			o.StrVal("rendernode", g.RenderNode)
		}
	}
	if g.AudioID.IsSet() {
		id, from := b.audioOf(g.AudioID)
		o.Str("audiodev", id, from)
	}
	return o
}
