package resolve

import (
	"net/netip"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkInterfaceIPs refuses addresses that nobody would give to the guest.
func (r *resolver) checkInterfaceIPs(n *domain.Interface) {
	if n.Type.V() != domain.InterfaceEthernet {
		r.refuseAll(hostSide(n), "an interface of type "+n.Type.V()+" has no address or route on the host")
	}
	r.refuseAll(n.Routes, "QEMU can't give the guest a route")
	if n.Kind() != domain.InterfaceUser && !n.HasPasst() {
		for _, ip := range n.IPs {
			r.Diag.Error(source.Invalid, ip.Ref, "an interface of type %s can't give the guest an address", n.Type.V()).
				WithHint("only interfaces of type user can; set it inside the guest")
		}
		return
	}
	seen := map[bool]bool{}
	for i := range n.IPs {
		r.checkGuestIP(&n.IPs[i], seen)
	}
}

func hostSide(n *domain.Interface) []source.Ref {
	refs := slices.Clone(n.Source.HostRoutes)
	for _, ip := range n.Source.HostIPs {
		refs = append(refs, ip.Ref)
	}
	return refs
}

func (r *resolver) refuseAll(refs []source.Ref, text string) {
	for _, ref := range refs {
		r.Diag.Error(source.Invalid, ref, "%s", text)
	}
}

// checkGuestIP refuses a second address of a family, and prefixes that QEMU's
// user-mode network doesn't take.
func (r *resolver) checkGuestIP(ip *domain.InterfaceIP, seen map[bool]bool) {
	addr, err := netip.ParseAddr(ip.Address.V())
	if err != nil {
		if ip.Address.IsSet() {
			r.Diag.Error(source.BadValue, ip.Address.Ref(), "%q is no IP address", ip.Address.V())
		}
		return
	}
	if ip.Family.IsSet() && addr.Is4() != (ip.Family.V() == "ipv4") {
		r.Diag.Error(source.Conflict, ip.Address.Ref(), "%s is no %s address", ip.Address.V(), ip.Family.V()).Accounting(ip.Family.Ref())
		return
	}
	if ip.Peer.IsSet() {
		r.Diag.Error(source.Invalid, ip.Peer.Ref(), "a guest's interface has no peer")
	}
	if seen[addr.Is4()] {
		r.Diag.Error(source.Duplicate, ip.Ref, "an interface has one address of a family only")
	}
	seen[addr.Is4()] = true
	prefix := ip.Prefix.V()
	switch {
	case prefix == 0:
	case addr.Is4() && (prefix < 4 || prefix > 27):
		r.Diag.Error(source.OutOfRange, ip.Prefix.Ref(), "an IPv4 prefix has 4 to 27 bits here, not %d", prefix)
	case !addr.Is4() && prefix > 120:
		r.Diag.Error(source.OutOfRange, ip.Prefix.Ref(), "an IPv6 prefix has at most 120 bits here, not %d", prefix)
	}
}

// checkInterfaceBackend refuses what only passt can do, or only a TAP device.
func (r *resolver) checkInterfaceBackend(n *domain.Interface) {
	b := &n.Backend
	if n.HasPasst() && n.Type.V() != domain.InterfaceUser && n.Type.V() != domain.InterfaceVhostUser {
		r.Diag.Error(source.Invalid, b.Type.Ref(), "passt connects interfaces of type user and vhostuser only")
	}
	if own := r.Profile.Adapt && n.Kind() == domain.InterfaceUser; len(n.PortForwards) > 0 && !n.HasPasst() && !own {
		r.Diag.Error(source.Invalid, n.PortForwards[0].Ref, "ports are forwarded by passt only").
			WithHint("write <interface type='user'><backend type='passt'/>")
	}
	for _, v := range []source.Val[string]{b.LogFile, b.Hostname, b.FQDN} {
		if v.IsSet() && !n.HasPasst() {
			r.Diag.Error(source.Invalid, v.Ref(), "only passt takes this").WithHint("write <backend type='passt'/>")
		}
	}
	if b.Tap.IsSet() && !hasTAP(n) {
		r.Diag.Error(source.Invalid, b.Tap.Ref(), "an interface of type %s has no TAP device", n.Kind())
	}
	for _, f := range n.PortForwards {
		r.checkPortForward(&f)
	}
}

func (r *resolver) checkPortForward(f *domain.PortForward) {
	if a, ok := f.Address.Get(); ok {
		if _, err := netip.ParseAddr(a); err != nil {
			r.Diag.Error(source.BadValue, f.Address.Ref(), "%q is no IP address", a)
		}
	}
	for _, p := range f.Ranges {
		switch {
		case !p.Start.IsSet():
			r.Diag.Error(source.MissingValue, p.Ref, "<range> needs the port that it starts with")
		case p.End.IsSet() && p.End.V() < p.Start.V():
			r.Diag.Error(source.OutOfRange, p.End.Ref(), "the range ends before port %d, where it starts", p.Start.V())
		case p.To.IsSet() && source.Is(p.Exclude, true):
			r.Diag.Error(source.Conflict, p.To.Ref(), "ports that are excluded lead nowhere")
		}
	}
}

// checkInterfaceHost refuses what libvirt can't do to the host's side of the
// interface.
func (r *resolver) checkInterfaceHost(n *domain.Interface) {
	r.dropFilter(n)
	r.zeroIsNone(&n.MTU)
	kind := n.Kind()
	bridged := kind == domain.InterfaceNetwork || kind == domain.InterfaceBridge
	refuse := func(wrong bool, ref source.Ref, what string) {
		if wrong {
			r.Diag.Error(source.Invalid, ref, "an interface of type %s can't have %s", kind, what)
		}
	}
	refuse(n.TargetManaged.IsSet() && !n.TargetManaged.V() && kind != domain.InterfaceEthernet, n.TargetManaged.Ref(), "a target that libvirt doesn't manage")
	refuse(n.MTU.IsSet() && !hasTAP(n) && kind != domain.InterfaceVhostUser, n.MTU.Ref(), "an MTU")
	refuse(n.CoalesceFrames.IsSet() && !bridged, n.CoalesceFrames.Ref(), "interrupts coalesced")
	refuse(n.Filter.IsSet() && !hasTAP(n), n.Filter.Ref(), "a network filter")
	refuse(source.Is(n.Isolated, true) && !bridged, n.Isolated.Ref(), "an isolated port")
	refuse(!n.VLAN.Ref.IsZero() && !bridged && kind != domain.InterfaceHostdev && !source.Is(n.Source.Mode, "passthrough"), n.VLAN.Ref, "a VLAN")
	if ovs := n.VirtualPort.Type; n.Filter.IsSet() && source.Is(ovs, "openvswitch") {
		r.Diag.Error(source.Invalid, n.Filter.Ref(), "a network filter can't be applied on a port of Open vSwitch").Accounting(ovs.Ref())
	}
	r.checkScript(n)
	if !n.Floor.IsZero() && n.Type.V() != domain.InterfaceNetwork {
		r.refuse("nobody grants it", source.Invalid, n.Floor, "only an interface on a libvirt network is granted a floor")
	}
}

// checkScript refuses a script where libvirt runs none (qemuBuildHostNetProps).
// Without libvirt, one can be run on any TAP device.
func (r *resolver) checkScript(n *domain.Interface) {
	kind, script := n.Kind(), n.Script
	if script.V() == "" || kind == domain.InterfaceEthernet || r.Profile.Adapt && hasTAP(n) {
		return
	}
	r.refuse("it is not run", source.Invalid, script.Ref(), "an interface of type %s can't have a script", kind)
	n.Script = source.Val[string]{}
}

// dropFilter leaves out a network filter of an interface of a type that libvirt
// reads none for (virDomainNetDefParseXML).
func (r *resolver) dropFilter(n *domain.Interface) {
	switch n.Type.V() {
	case domain.InterfaceEthernet, domain.InterfaceNetwork, domain.InterfaceBridge:
		return
	}
	if n.Filter.IsSet() {
		r.Diag.Warn(source.Invalid, n.Filter.Ref(), "an interface of type %s can't have a network filter; it is left out", n.Type.V())
		n.Filter = source.Val[string]{}
	}
}
