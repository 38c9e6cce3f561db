package resolve

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// natNetwork is the network that libvirt comes with: it reaches out through the
// host, as QEMU's own does.
const natNetwork = "default"

// lookUpNetwork settles what an interface on a libvirt network comes down to:
// as the user says, or as the host has the network defined. Where neither knows
// it, a profile that passes descriptors has one of a TAP device passed, as for
// most networks; any other can't go on.
func (r *resolver) lookUpNetwork(n *domain.Interface) {
	name := n.Source.Network
	if !name.IsSet() {
		return
	}
	if said, ok := r.Networks[name.V()]; ok {
		r.networkAsSaid(n, said)
		return
	}
	net, err := r.Host.Network(name.V())
	switch {
	case err == nil:
		r.networkAsDefined(n, net)
	case !errors.Is(err, fs.ErrNotExist):
		r.Diag.Error(source.HostMissing, name.Ref(), "network %q: %v", name.V(), err)
	case r.Profile.PassFDs:
		r.Diag.Note(source.Assumed, name.Ref(), "nothing is known of the network %q; it is taken for one with a bridge", name.V())
	case r.Profile.Adapt && name.V() == natNetwork:
		r.Diag.Warn(source.HostMissing, name.Ref(), "this host has no libvirt network %q; QEMU's own network takes its place", name.V()).
			WithHint("say what it is with --network %s=bridge:BR", name.V())
		r.networkAsSaid(n, domain.InterfaceUser)
	default:
		r.Diag.Error(source.HostMissing, name.Ref(), "this host has no libvirt network %q", name.V()).
			WithHint("say what it is with --network %s=bridge:BR, or --network %s=user for QEMU's own network", name.V(), name.V())
	}
}

// networkAsSaid takes a network for what the user says: user, or bridge:BR.
func (r *resolver) networkAsSaid(n *domain.Interface, said string) {
	ref := n.Source.Network.Ref()
	bridge, ok := strings.CutPrefix(said, "bridge:")
	if !ok {
		n.Actual = source.Of(domain.InterfaceUser, ref)
		return
	}
	n.Actual = source.Of(domain.InterfaceBridge, ref)
	n.Source.Bridge = source.Of(bridge, ref)
}

// networkAsDefined takes a network as libvirt would (networkAllocatePort).
func (r *resolver) networkAsDefined(n *domain.Interface, net *domain.Network) {
	ref := n.Source.Network.Ref()
	switch {
	case net.Forward == "hostdev":
		r.Diag.Error(source.NeedsLibvirt, ref, "the network %q hands out PCI devices of the host", net.Name).
			WithHint("name the device: <interface type='hostdev'><source><address type='pci' .../></source></interface>")
	case net.Bridge != "":
		n.Actual = source.Of(domain.InterfaceBridge, ref)
		n.Source.Bridge = source.Of(net.Bridge, ref)
	case len(net.Devices) > 0:
		n.Actual = source.Of(domain.InterfaceDirect, ref)
		n.Source.Dev = source.Of(net.Devices[0], ref)
		n.Source.Mode = source.Of(macvtapMode(net.Forward), ref)
	default:
		r.Diag.Error(source.HostMissing, ref, "the network %q names no bridge", net.Name).
			WithHint("libvirt names it when the network starts: give it with --network %s=bridge:BR", net.Name)
	}
	r.virtualPortOf(n, net)
	r.checkNetworkPort(n, net)
}

// checkNetworkPort refuses a virtual port that the devices of a network are no
// ports for (networkAllocatePort).
func (r *resolver) checkNetworkPort(n *domain.Interface, net *domain.Network) {
	v := &n.VirtualPort
	known := map[string][]string{
		domain.InterfaceBridge: {"openvswitch", "midonet"},
		domain.InterfaceDirect: {"802.1Qbg", "802.1Qbh"},
	}[n.Kind()]
	if v.Ref.IsZero() || net.Forward != "bridge" || slices.Contains(known, v.Type.V()) {
		return
	}
	r.refuse("it is left out", source.Invalid, v.Ref, "the network %q has no virtual ports of this type", net.Name).
		WithHint("known types: %s", strings.Join(known, ", ")).Inside(v.Ref)
	*v = domain.VirtualPort{}
}

// macvtapMode is the mode of a macvtap device on a network with the given
// forward mode.
func macvtapMode(forward string) string {
	switch forward {
	case "vepa", "private", "passthrough":
		return forward
	}
	return "bridge"
}

// virtualPortOf gives an interface the virtual port of its network, or of its
// port group there.
func (r *resolver) virtualPortOf(n *domain.Interface, net *domain.Network) {
	kind := net.VirtualPort
	if g := net.PortGroup(n.Source.PortGroup.V()); g != nil && g.VirtualPort != "" {
		kind = g.VirtualPort
	}
	if kind != "" && !n.VirtualPort.Type.IsSet() {
		n.VirtualPort.Type = source.Of(kind, n.Source.Network.Ref())
	}
}
