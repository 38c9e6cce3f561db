package argv

import (
	"fmt"
	"net/netip"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// userNetdev is a network without privileges: QEMU's own, or passt.
func (b *builder) userNetdev(n *domain.Interface) *option.Option {
	if n.HasPasst() && (b.Profile.LibvirtDirs || b.Profile.Prepared && b.Target.Has("netdev.stream")) {
		return b.passtNetdev(n)
	}
	o := newNetdev(n, "user").Cite(n.Source.Network.Ref(), n.Backend.Type.Ref())
	for i := range n.IPs {
		userAddress(o, &n.IPs[i])
	}
	if n.HasPasst() {
		b.insteadOfPasst(o, n)
	}
	for i := range n.PortForwards {
		b.portForward(o, &n.PortForwards[i])
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
