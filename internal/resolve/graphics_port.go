package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The ports that graphics take first.
const (
	firstVNCPort   = 5900 // of display :0
	firstSpicePort = 5901
	lastPort       = 65535
)

// graphicsPorts are the ports that graphics of the domain have.
type graphicsPorts struct {
	taken map[uint64]bool
	// from is where to look on, by the port that was looked at first.
	from map[uint64]uint64
}

func newGraphicsPorts() *graphicsPorts {
	return &graphicsPorts{taken: map[uint64]bool{}, from: map[uint64]uint64{}}
}

const portRule = "default: first free graphics port"

// onNetwork tells whether g listens on ports.
func onNetwork(g *domain.Graphics) bool {
	t := g.Listens[0].Type.V()
	return t == "address" || t == "network"
}

func (r *resolver) vncPort(g *domain.Graphics, ports *graphicsPorts) {
	if !onNetwork(g) {
		r.noPort(g)
		return
	}
	fixed := g.Port.IsSet() && !g.AutoPort.IsSet() || source.Is(g.AutoPort, false)
	switch p := g.Port.V(); {
	case !fixed:
	case p == 0:
		r.refuse("a free one is taken", source.MissingValue, firstRef(g.Port.Ref(), g.AnyPort, g.AutoPort.Ref()), "VNC needs a port where it does not choose one").WithHint("write autoport='yes'")
	case p < firstVNCPort:
		r.Diag.Error(source.OutOfRange, g.Port.Ref(), "VNC port %d is less than %d", p, firstVNCPort).WithHint("VNC displays count from port %d", firstVNCPort)
		return
	default:
		return
	}
	g.AutoPort.SetDefault("default: automatic graphics port", true)
	g.Port = r.freePort(firstVNCPort, g, ports)
}

func (r *resolver) spicePorts(g *domain.Graphics, ports *graphicsPorts) {
	if !onNetwork(g) {
		r.noPort(g)
		return
	}
	auto := source.Is(g.AutoPort, true)
	if auto && (g.Port.IsSet() || g.TLSPort.IsSet()) {
		r.accountPorts(source.NoMeaning, g, "ports that are chosen anew at each start are not those given")
		g.Port, g.TLSPort = source.Val[uint64]{}, source.Val[uint64]{}
	}
	if auto && wantsPlain(g) || !auto && !g.AnyPort.IsZero() {
		g.Port = r.freePort(firstSpicePort, g, ports)
	}
	if auto && r.wantsTLS(g) || !auto && !g.AnyTLSPort.IsZero() {
		g.TLSPort = r.freePort(firstSpicePort+1, g, ports)
	}
}

// wantsPlain tells whether any channel of spice may go without encryption
// (qemuProcessSPICEAllocatePorts).
func wantsPlain(g *domain.Graphics) bool {
	plain := !source.Is(g.Spice.DefaultMode, "secure")
	for _, c := range g.Spice.Channels {
		plain = plain || source.Is(c.Mode, "insecure")
	}
	return plain
}

// noPort accounts for the ports of graphics that are not on a network.
func (r *resolver) noPort(g *domain.Graphics) {
	r.accountPorts(source.NoMeaning, g, "there is no port where nothing listens on a network")
}

// accountPorts says what became of the ports that the XML gives g.
func (r *resolver) accountPorts(id source.ID, g *domain.Graphics, why string) {
	refs := []source.Ref{g.AutoPort.Ref(), g.Port.Ref(), g.TLSPort.Ref(), g.AnyPort, g.AnyTLSPort}
	if first := source.First(refs...); !first.IsZero() {
		r.Diag.Info(id, first, "%s", why).Accounting(refs...)
	}
}

// wantsTLS tells whether any channel of spice is to be encrypted, or may be where
// libvirt is configured so.
func (r *resolver) wantsTLS(g *domain.Graphics) bool {
	mode := g.Spice.DefaultMode
	secure := source.Is(mode, "secure") || !source.Is(mode, "insecure") && r.Conf.Flag("spice_tls").V()
	for _, c := range g.Spice.Channels {
		secure = secure || source.Is(c.Mode, "secure")
	}
	return secure
}

// freePort is the first port from first on that no graphics of the domain has,
// nor, where that is looked for, a program of the host.
func (r *resolver) freePort(first uint64, g *domain.Graphics, ports *graphicsPorts) source.Val[uint64] {
	r.accountPorts(source.Chosen, g, "a free port is looked for at each start")
	for p := max(first, ports.from[first]); p <= lastPort; p++ {
		ports.from[first] = p + 1
		if !ports.taken[p] && !(r.Profile.HostChecks && r.Host.Listens(p)) {
			ports.taken[p] = true
			ref := g.AutoPort.Ref()
			if ref.IsZero() {
				ref = source.Rule(portRule)
			}
			return source.Of(p, ref)
		}
	}
	r.Diag.Error(source.OutOfRange, g.Ref, "no port is left for %s", g.Type.V())
	return source.Val[uint64]{}
}
