package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// newNetdev begins the -netdev of n.
func newNetdev(n *domain.Interface, backend string) *option.Option {
	return option.New("netdev", n.Type.Ref()).Str("type", backend, source.First(n.Actual.Ref(), n.Type.Ref()))
}

// netdev is the host side of n, with all that it needs before it.
func (b *builder) netdev(n *domain.Interface) []*option.Option {
	opts, o := b.netdevOf(n)
	if o == nil {
		return nil
	}
	return append(opts, o.Str("id", netdevID(n), n.Alias.Ref()))
}

func (b *builder) netdevOf(n *domain.Interface) (before []*option.Option, o *option.Option) {
	switch n.Kind() {
	case domain.InterfaceUser:
		return nil, b.userNetdev(n)
	case domain.InterfaceNetwork, domain.InterfaceBridge, domain.InterfaceEthernet, domain.InterfaceDirect:
		return nil, b.tapNetdev(n)
	case domain.InterfaceClient, domain.InterfaceServer, domain.InterfaceMcast, domain.InterfaceUDP:
		return nil, socketNetdev(n)
	case domain.InterfaceVhostUser:
		return b.vhostUserNetdev(n)
	case domain.InterfaceVDPA:
		return b.vdpaNetdev(n)
	case domain.InterfaceInternal:
		return nil, b.internalNetdev(n)
	case domain.InterfaceHostdev, domain.InterfaceNull, domain.InterfaceVDS:
		// The first is no network of QEMU's; the others are refused by resolve.
	}
	return nil, nil
}

// internalNetdev is a network that other hypervisors name. libvirt makes QEMU's
// own of it (qemuBuildHostNetProps).
func (b *builder) internalNetdev(n *domain.Interface) *option.Option {
	b.asDefault("QEMU has no networks with names", n.Source.Name.Ref())
	return newNetdev(n, "user")
}

// socketNetdev joins guests through a socket.
func socketNetdev(n *domain.Interface) *option.Option {
	s := &n.Source
	key := map[string]string{
		domain.InterfaceClient: "connect", domain.InterfaceServer: "listen", domain.InterfaceMcast: "mcast", domain.InterfaceUDP: "udp",
	}[n.Kind()]
	o := newNetdev(n, "socket").Str(key, addressPort(s.Address, s.Port), s.Address.Ref(), s.Port.Ref())
	if n.Kind() == domain.InterfaceUDP {
		o.Str("localaddr", addressPort(s.LocalAddress, s.LocalPort), s.LocalAddress.Ref(), s.LocalPort.Ref())
	}
	return o
}

// addressPort is address and port as QEMU's socket network takes them; no address
// is any.
func addressPort(address source.Val[string], port source.Val[uint64]) string {
	return fmt.Sprintf("%s:%d", address.V(), port.V())
}

// vhostUserNetdev connects to a switch that shares the guest's memory.
func (b *builder) vhostUserNetdev(n *domain.Interface) ([]*option.Option, *option.Option) {
	src := vhostUserSource(n)
	if n.HasPasst() {
		src = b.passtSource(n)
	}
	id, opts := b.vhostUserChardev(src, n.Alias.V(), n.Type.Ref())
	o := newNetdev(n, "vhost-user").Str("chardev", id, n.Source.Ref)
	if n.Driver.Queues.V() > 1 {
		o.UintVal("queues", n.Driver.Queues)
	}
	o.Cite(n.TargetDev.Ref())
	return opts, o
}

// vhostUserSource is the socket of a vhost-user interface as a character device.
func vhostUserSource(n *domain.Interface) *domain.CharSource {
	s := &n.Source
	mode := "connect"
	if s.Mode.V() == "server" {
		mode = "bind"
	}
	return &domain.CharSource{
		Ref:       s.Ref,
		Type:      source.Of(domain.CharUNIX, s.SocketType.Ref()),
		Path:      s.Path,
		Mode:      source.Of(mode, s.Mode.Ref()),
		Reconnect: domain.CharReconnect{Enabled: s.Reconnect, Timeout: s.ReconnectTimeout},
	}
}

// vdpaNetdev hands a vDPA device of the host to the guest.
func (b *builder) vdpaNetdev(n *domain.Interface) ([]*option.Option, *option.Option) {
	dev := n.Source.Dev
	o := newNetdev(n, "vhost-vdpa")
	var before []*option.Option
	if b.Profile.PassFDs {
		path, set := b.fdSet(n.Alias.V()+"-vdpa", dev.Ref())
		before = append(before, set)
		o.Str("vhostdev", path, dev.Ref())
	} else {
		b.needsFile(dev, "vDPA device")
		o.StrVal("vhostdev", dev)
	}
	if n.Driver.Queues.V() > 1 {
		o.UintVal("queues", n.Driver.Queues)
	}
	return before, o
}

// generatedNames are the prefixes of device names that libvirt makes up. What
// has one is of a guest that ran, and says nothing about the next start.
// Source: virNetDevReserveName's prefixes, which virDomainNetDefParseXML drops.
var generatedNames = []string{"vnet", "macvtap", "macvlan"}

// targetDev is the name that the TAP device of n is to have, absent where it is
// left open.
func targetDev(n *domain.Interface) source.Val[string] {
	for _, prefix := range generatedNames {
		if strings.HasPrefix(n.TargetDev.V(), prefix) {
			return source.Val[string]{}
		}
	}
	return n.TargetDev
}
