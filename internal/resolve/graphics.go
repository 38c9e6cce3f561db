package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// graphics completes how screens are shown: where they listen, and the ports
// that the XML leaves to libvirt. Like libvirt, the run profile looks which ports
// of the host are free; else they are counted from the first, without a look.
func (r *resolver) graphics() {
	r.oneOfEach()
	ports := newGraphicsPorts()
	for _, g := range r.dom.Devices.Graphics {
		if !source.Is(g.AutoPort, true) {
			ports.taken[g.Port.V()], ports.taken[g.TLSPort.V()] = true, true
		}
	}
	audios := map[uint64]*domain.Audio{}
	for _, a := range r.dom.Devices.Audios {
		audios[a.ID.V()] = a
	}
	openGL, headless := 0, false
	for _, g := range r.dom.Devices.Graphics {
		headless = headless || g.Type.V() == domain.GraphicsEGLHeadless
	}
	for _, g := range r.dom.Devices.Graphics {
		r.listens(g)
		r.checkGraphics(g, audios)
		switch g.Type.V() {
		case domain.GraphicsVNC:
			r.vncPort(g, ports)
		case domain.GraphicsSpice:
			r.spicePorts(g, ports)
			r.checkChannels(g)
		case domain.GraphicsRDP:
			r.checkRDP(g)
		case domain.GraphicsDesktop:
			r.Diag.Error(source.Invalid, g.Type.Ref(), "QEMU has no graphics of type %s", g.Type.V()).
				WithHint("use vnc, spice, sdl, dbus or egl-headless")
		}
		r.dropGL(g)
		if g.Type.V() == domain.GraphicsEGLHeadless || source.Is(g.GL, true) {
			openGL++
		}
		r.checkGL(g, openGL)
		if kind := g.Type.V(); headless && kind != domain.GraphicsEGLHeadless && kind != domain.GraphicsVNC && kind != domain.GraphicsSpice {
			r.Diag.Error(source.Conflict, g.Type.Ref(), "graphics of type egl-headless go with vnc and spice only")
		}
	}
}

// oneOfEach refuses more than one graphics of a type
// (qemuBuildCommandLineValidate). QEMU itself takes several of VNC; of spice it
// would take the last for all.
func (r *resolver) oneOfEach() {
	several := r.Profile.Adapt && r.Target.Has("vnc-multi-servers")
	first := map[string]*domain.Graphics{}
	r.dom.Devices.Graphics = slices.DeleteFunc(r.dom.Devices.Graphics, func(g *domain.Graphics) bool {
		kind := g.Type.V()
		other := first[kind]
		if other == nil || several && kind == domain.GraphicsVNC {
			first[kind] = g
			return false
		}
		r.refuse("this one is left out", source.Duplicate, g.Type.Ref(), "a guest has one graphics of type %s only", kind).
			Accounting(other.Type.Ref()).Inside(g.Ref)
		return r.Profile.Adapt
	})
}

// checkRDP checks what libvirt's qemuValidateDomainDeviceDefGraphics does: RDP
// is served by a program of its own, which gets the screen over D-Bus.
func (r *resolver) checkRDP(g *domain.Graphics) {
	for _, other := range r.dom.Devices.Graphics {
		if other.Type.V() == domain.GraphicsDBus && !source.Is(other.P2P, true) {
			return
		}
	}
	r.Diag.Error(source.Invalid, g.Type.Ref(), "graphics of type rdp need graphics of type dbus on a bus").WithHint("add <graphics type='dbus'/>")
}

// listens gives g a place to listen where the XML gives none.
func (r *resolver) listens(g *domain.Graphics) {
	kind := g.Type.V()
	if kind != domain.GraphicsVNC && kind != domain.GraphicsSpice {
		return
	}
	const rule = "default: graphics listen on the local host"
	if len(g.Listens) == 0 {
		g.Listens = []domain.GraphicsListen{{Ref: source.Rule(rule), Type: source.Default(rule, "address")}}
	}
	if len(g.Listens) > 1 {
		r.Diag.Error(source.Invalid, g.Listens[1].Ref, "QEMU listens at one place for %s", kind).WithHint("keep one <listen>")
	}
	l := &g.Listens[0]
	switch l.Type.V() {
	case "address":
		r.listenAddress(l, kind, rule)
	case "network":
		r.listenNetwork(l)
	}
}

// listenAddress gives l, of graphics of the given kind, an address where the XML
// gives none, or a socket where libvirt is configured so
// (qemuProcessGraphicsSetupListen).
func (r *resolver) listenAddress(l *domain.GraphicsListen, kind, rule string) {
	if l.Address.V() != "" {
		return
	}
	if auto := r.Conf.Flag(kind + "_auto_unix_socket"); auto.V() {
		from := l.Type.Ref()
		if from.Node() == 0 {
			from = auto.Ref()
		}
		l.Type = source.Of("socket", from)
		return
	}
	l.Address = r.Conf.Text(kind+"_listen").Or(rule, "127.0.0.1")
}

// listenNetwork takes the address of a libvirt network
// (qemuProcessGetNetworkAddress).
func (r *resolver) listenNetwork(l *domain.GraphicsListen) {
	if l.Address.IsSet() || !l.Network.IsSet() {
		return
	}
	if a := r.hostAddress(l.Network.V()); a != "" {
		l.Address = source.Of(a, l.Network.Ref())
		return
	}
	r.Diag.Warn(source.HostMissing, l.Network.Ref(), "the address of network %s is not known here; graphics listen on 127.0.0.1", l.Network.V()).
		WithHint("write <listen type='address' address='...'/>")
	l.Address = source.Default("default: graphics listen on the local host", "127.0.0.1")
}

// hostAddress is the host's address on the libvirt network called name, "" where
// it is none that libvirt gave it.
func (r *resolver) hostAddress(name string) string {
	n, err := r.Host.Network(name)
	if err != nil {
		return ""
	}
	switch n.Forward {
	case "", "nat", "route", "open":
		return n.Address
	}
	return ""
}

// checkChannels refuses channels that have no port of their kind
// (qemuBuildGraphicsSPICECommandLine).
func (r *resolver) checkChannels(g *domain.Graphics) {
	if g.TLSPort.V() != 0 && r.Conf != nil && !r.Conf.Flag("spice_tls").V() {
		ref := source.First(g.TLSPort.Ref(), g.Ref)
		r.Diag.Error(source.Invalid, ref, "spice has a port with TLS, which libvirt's qemu.conf does not turn on").WithHint("write spice_tls = 1 into /etc/libvirt/qemu.conf")
		return
	}
	secure := onNetwork(g) && g.TLSPort.V() != 0
	plain := !onNetwork(g) || g.Port.V() != 0
	modes := []source.Val[string]{g.Spice.DefaultMode}
	for _, c := range g.Spice.Channels {
		modes = append(modes, c.Mode)
	}
	for _, m := range modes {
		switch {
		case source.Is(m, "secure") && !secure:
			r.Diag.Error(source.Invalid, m.Ref(), "an encrypted channel of spice needs a port with TLS").WithHint("write tlsPort='5902' on <graphics>")
		case source.Is(m, "insecure") && !plain:
			r.Diag.Error(source.Invalid, m.Ref(), "a channel of spice in the open needs a port without TLS").WithHint("write port='5901' on <graphics>")
		}
	}
}
