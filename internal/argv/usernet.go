package argv

import (
	"fmt"
	"net/netip"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// userNetdev is a network without privileges: QEMU's own, or passt.
func (b *builder) userNetdev(n *domain.Interface) *option.Option {
	if n.HasPasst() && b.Profile.LibvirtDirs {
		return b.passtNetdev(n)
	}
	o := newNetdev(n, "user").Cite(n.Source.Network.Ref(), n.Backend.Type.Ref())
	for i := range n.IPs {
		userAddress(o, &n.IPs[i])
	}
	if n.HasPasst() {
		b.insteadOfPasst(o, n)
	}
	return o
}

// userAddress adds the network of an address. libvirt gives QEMU the guest's
// address as that of the network; QEMU masks it.
func userAddress(o *option.Option, ip *domain.InterfaceIP) {
	refs := []source.Ref{ip.Address.Ref(), ip.Family.Ref(), ip.Prefix.Ref()}
	prefix := ip.Prefix.V()
	if addr, _ := netip.ParseAddr(ip.Address.V()); !addr.Is4() {
		o.Str("ipv6-prefix", ip.Address.V(), refs...)
		if prefix > 0 {
			o.Uint("ipv6-prefixlen", prefix, ip.Prefix.Ref())
		}
		return
	}
	net := ip.Address.V()
	if prefix > 0 {
		net = fmt.Sprintf("%s/%d", net, prefix)
	}
	o.Str("net", net, refs...)
}

// passtReconnect is after how long QEMU calls a passt that went away again.
// Source: QEMU_PASST_RECONNECT_TIMEOUT in libvirt's qemu_passt.h.
const passtReconnect = 5 // seconds

// passtNetdev connects to the passt that libvirt has started. What the XML says
// about addresses, ports and logs is on passt's own command line.
func (b *builder) passtNetdev(n *domain.Interface) *option.Option {
	o := newNetdev(n, "stream")
	o.Add("addr", option.Object(
		option.P("type", option.String("unix"), n.Backend.Type.Ref()),
		option.P("path", option.String(b.passtSocket(n)), n.Backend.Type.Ref()),
	), n.Backend.Type.Ref())
	o.Bool("server", false, n.Backend.Type.Ref())
	const milliseconds = 1000
	rule := source.Rule("default: a lost passt is called again")
	switch {
	case b.Target.Has("netdev-stream-reconnect-miliseconds"):
		o.Uint("reconnect-ms", passtReconnect*milliseconds, rule)
	case b.Target.Has("netdev.stream.reconnect"):
		o.Uint("reconnect", passtReconnect, rule)
	}
	b.passtItems(n)
	return o
}

// passtSource is the socket of a passt that shares the guest's memory.
func (b *builder) passtSource(n *domain.Interface) *domain.CharSource {
	b.passtItems(n)
	ref, rule := n.Backend.Type.Ref(), "default: a lost passt is called again"
	return &domain.CharSource{
		Ref:       n.Backend.Ref,
		Type:      source.Of(domain.CharUNIX, ref),
		Path:      source.Of(b.passtSocket(n), ref),
		Mode:      source.Of("connect", ref),
		Reconnect: domain.CharReconnect{Enabled: source.Default(rule, true), Timeout: source.Default[uint64](rule, passtReconnect)},
	}
}

// passtSocket is where passt listens for n.
func (b *builder) passtSocket(n *domain.Interface) string {
	if b.Profile.LibvirtDirs {
		return profile.PasstSocket(b.dom.ShortName(), n.Alias.V())
	}
	return b.runtimeSocket(n.Alias.V() + "-passt")
}

// passtItems accounts for what is said to passt rather than to QEMU.
func (b *builder) passtItems(n *domain.Interface) {
	refs := []source.Ref{n.Source.Dev.Ref(), n.Backend.LogFile.Ref(), n.Backend.Hostname.Ref(), n.Backend.FQDN.Ref()}
	for _, ip := range n.IPs {
		refs = append(refs, ip.Ref)
	}
	for _, f := range n.PortForwards {
		refs = append(refs, f.Ref)
	}
	first, given := source.Ref{}, refs[:0]
	for _, ref := range refs {
		if !ref.IsZero() {
			given = append(given, ref)
			first = given[0]
		}
	}
	if !first.IsZero() {
		b.Diag.Note(source.RunTime, first, "this is said to passt, not to QEMU").Accounting(given...)
	}
}
