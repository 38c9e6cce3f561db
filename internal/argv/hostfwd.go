package argv

import (
	"fmt"
	"net/netip"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// insteadOfPasst has QEMU's own network do what the XML wants of passt, as far
// as it can.
func (b *builder) insteadOfPasst(o *option.Option, n *domain.Interface) {
	b.Diag.Note(source.Replaced, n.Backend.Type.Ref(), "QEMU's own network takes the place of passt")
	for _, ip := range n.IPs {
		// passt gives the guest this very address.
		if addr, err := netip.ParseAddr(ip.Address.V()); err == nil && addr.Is4() {
			o.Str("dhcpstart", addr.String(), ip.Address.Ref())
		}
	}
	o.StrVal("hostname", n.Backend.Hostname)
	for _, v := range []source.Val[string]{n.Source.Dev, n.Backend.LogFile, n.Backend.FQDN} {
		if v.IsSet() {
			b.Diag.Warn(source.Replaced, v.Ref(), "QEMU's own network can't do this; passt could")
		}
	}
}

// maxForwards is how many ports of one <portForward> are written out one by one.
const maxForwards = 256

// forwardRefs are all items of f.
func forwardRefs(f *domain.PortForward) []source.Ref {
	refs := given(f.Ref, f.Proto.Ref(), f.Address.Ref(), f.Dev.Ref())
	for _, p := range f.Ranges {
		refs = append(refs, p.Ref, p.Start.Ref(), p.End.Ref(), p.To.Ref(), p.Exclude.Ref())
	}
	return refs
}

// portForward adds the forwarding of ports, one by one: QEMU knows no ranges.
func (b *builder) portForward(o *option.Option, f *domain.PortForward) {
	if addr, err := netip.ParseAddr(f.Address.V()); err == nil && !addr.Is4() {
		b.Diag.Warn(source.Replaced, f.Ref, "QEMU's own network forwards ports of IPv4 only; passt could do this").Accounting(forwardRefs(f)...)
		return
	}
	if f.Dev.IsSet() {
		b.Diag.Warn(source.Replaced, f.Dev.Ref(), "QEMU's own network can't forward ports of one device only")
	}
	if len(f.Ranges) == 0 {
		b.Diag.Warn(source.Replaced, f.Ref, "QEMU's own network can't forward all ports; passt could").Accounting(forwardRefs(f)...).
			WithHint("name them: <range start='8080' to='80'/>")
		return
	}
	forwards := forwardedPorts(f)
	if len(forwards) > maxForwards {
		b.Diag.Error(source.OutOfRange, f.Ref, "QEMU's own network is to forward %d ports, and takes them one by one", len(forwards)).
			WithHint("name at most %d ports", maxForwards)
		return
	}
	for _, p := range forwards {
		o.Str("hostfwd", fmt.Sprintf("%s:%s:%d-:%d", f.Proto.V(), f.Address.V(), p.host, p.guest), append(p.from, f.Ref, f.Proto.Ref(), f.Address.Ref())...)
	}
	for _, p := range f.Ranges {
		if source.Is(p.Exclude, true) {
			o.Cite(p.Ref, p.Start.Ref(), p.End.Ref(), p.Exclude.Ref())
		}
	}
}

// forward is a port of the host that leads to one of the guest.
type forward struct {
	host, guest uint64
	from        []source.Ref
}

// forwardedPorts are the ports of f without those that are excluded.
func forwardedPorts(f *domain.PortForward) []forward {
	excluded := map[uint64]bool{}
	for _, p := range f.Ranges {
		if source.Is(p.Exclude, true) {
			for port := p.Start.V(); port <= max(p.Start.V(), p.End.V()); port++ {
				excluded[port] = true
			}
		}
	}
	var list []forward
	for _, p := range f.Ranges {
		if source.Is(p.Exclude, true) {
			continue
		}
		start, to := p.Start.V(), p.To.V()
		if !p.To.IsSet() {
			to = start
		}
		for port := start; port <= max(start, p.End.V()); port++ {
			if !excluded[port] {
				list = append(list, forward{port, to + port - start, []source.Ref{p.Start.Ref(), p.End.Ref(), p.To.Ref()}})
			}
		}
	}
	return list
}
