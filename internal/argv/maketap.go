package argv

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// madeTAP is a TAP device that whoever attends QEMU makes for n.
func (b *builder) madeTAP(n *domain.Interface) *option.Option {
	name := targetDev(n)
	if !name.IsSet() {
		name = source.Default("default: a name of the guest's own for a TAP device", b.tapName(n))
	}
	t := b.planTAP(n, name.V())
	if n.Kind() == domain.InterfaceDirect {
		macvtap(n, &t)
	}
	b.foundTAP(n, &t)
	if tun := n.Backend.Tap; tun.IsSet() && tun.V() != tunDevice {
		b.Diag.Warn(source.Replaced, tun.Ref(), "the TAP device is made with %s", tunDevice)
	}
	vhost := b.opensVhost(n)
	if vhost {
		t.Vhost = n.Backend.Vhost.Or("default: vhost device", vhostNet).V()
	}
	b.Plan.TAPs = append(b.Plan.TAPs, t)
	b.Diag.Info(source.RunTime, n.Type.Ref(), "the TAP device %s is made before QEMU starts, and gone when it ends", t.Name).
		Accounting(madeRefs(n)...)
	if b.Profile.PassTAPs || t.Over != "" { // macvtap devices can't be opened by their names
		return b.passedTAP(n, vhost)
	}
	return b.namedTAP(n, name)
}

// macvtap has t share the device of the host that n names. The guest's address is
// the device's own.
func macvtap(n *domain.Interface, t *plan.TAP) {
	t.From, t.Over, t.MAC = n.Source.Dev.Ref(), n.Source.Dev.V(), n.MAC.V()
	t.Mode = n.Source.Mode.Or("default: mode of a macvtap device", "vepa").V()
	if t.Mode == "passthrough" {
		t.Mode = "passthru"
	}
}

// madeRefs are the items that only the making of the TAP device of n reads.
func madeRefs(n *domain.Interface) []source.Ref {
	refs := given(n.MTU.Ref(), n.Source.Mode.Ref(), n.Isolated.Ref(), n.Backend.Vhost.Ref())
	for i := range n.Source.HostIPs {
		ip := &n.Source.HostIPs[i]
		refs = append(refs, given(ip.Ref, ip.Address.Ref(), ip.Prefix.Ref())...)
	}
	return refs
}

// tunDevice is what makes TAP devices.
const tunDevice = "/dev/net/tun"

// tapName is a name for the TAP device of n that no other guest's has, and that is
// the same at each start. The kernel takes 15 bytes.
func (b *builder) tapName(n *domain.Interface) string {
	sum := sha256.Sum256([]byte(b.dom.Key()))
	return "tap" + hex.EncodeToString(sum[:4]) + "-" + strings.TrimPrefix(n.Alias.V(), "net")
}

// planTAP is how the TAP device of n is made. Its host's side has the guest's
// address with another first byte, the highest: a bridge takes the lowest
// address of its ports for its own, which is not to change with its guests
// (virNetDevTapCreateInBridgePort).
func (b *builder) planTAP(n *domain.Interface, name string) plan.TAP {
	t := plan.TAP{
		From: source.First(n.Source.Bridge.Ref(), n.TargetDev.Ref(), n.Type.Ref()), Name: name, MTU: n.MTU.V(),
		Queues: int(max(n.Driver.Queues.V(), 1)), Script: n.Script.V(), DownScript: n.DownScript.V(),
	}
	if mac := n.MAC.V(); len(mac) > 2 {
		t.MAC = "fe" + mac[2:]
	}
	if n.Kind() == domain.InterfaceEthernet {
		t.Foreign = source.Is(n.TargetManaged, false)
		t.Addresses = b.hostAddresses(n)
		return t
	}
	t.Bridge, t.Isolated = n.Source.Bridge.V(), n.Isolated.V()
	return t
}

// hostAddresses are the addresses of the host's side of n. Without a prefix, one
// has that of its class (virSocketAddrGetIPPrefix).
func (b *builder) hostAddresses(n *domain.Interface) []string {
	var list []string
	for i := range n.Source.HostIPs {
		ip := &n.Source.HostIPs[i]
		a, err := netip.ParseAddr(ip.Address.V())
		if err != nil {
			b.Diag.Error(source.BadValue, source.First(ip.Address.Ref(), ip.Ref), "%q is no IP address", ip.Address.V())
			continue
		}
		if ip.Peer.IsSet() {
			b.Diag.Warn(source.NeedsLibvirt, ip.Peer.Ref(), "nobody sets the peer of an address")
		}
		b.asDefault("the address says so", ip.Family.Ref())
		list = append(list, fmt.Sprintf("%s/%d", a, ip.Prefix.Or("default: prefix of the class", classPrefix(a)).V()))
	}
	return list
}

func classPrefix(a netip.Addr) uint64 {
	switch first := a.AsSlice()[0]; {
	case a.Is6():
		return 64
	case first < 128:
		return 8
	case first < 192:
		return 16
	}
	return 24
}

// foundTAP looks for what t needs of the host. Who makes the device says so, too.
func (b *builder) foundTAP(n *domain.Interface, t *plan.TAP) {
	switch {
	case t.Foreign && !b.isThere("/sys/class/net/"+t.Name):
		b.missingTAP(n, t)
	case t.Bridge != "" && !b.Profile.PassTAPs && !b.isThere("/sys/class/net/"+t.Bridge):
		b.Diag.Warn(source.HostMissing, n.Source.Bridge.Ref(), "this host has no bridge %s", t.Bridge).
			WithHint("start the network that makes it")
	}
}

// missingTAP reports that the TAP device t of n, which nobody makes, is not there.
func (b *builder) missingTAP(n *domain.Interface, t *plan.TAP) {
	b.Diag.Warn(source.HostMissing, n.TargetDev.Ref(), "this host has no TAP device %s, and nobody makes it", t.Name).WithCommand(t.Add()...)
}

// needsTAP reports a TAP device that is not there and that this user may not make.
func (b *builder) needsTAP(n *domain.Interface) {
	dev := targetDev(n)
	switch {
	case dev.IsSet() && b.isThere("/sys/class/net/"+dev.V()):
		return
	case !b.Profile.Attended && dev.IsSet() && source.Is(n.TargetManaged, false):
		b.missingTAP(n, &plan.TAP{Name: dev.V(), Queues: int(max(n.Driver.Queues.V(), 1))})
		return
	case !b.Profile.Attended:
		return
	}
	name := dev.Or("", "NAME").V()
	b.Diag.Error(source.HostMissing, source.First(dev.Ref(), n.Type.Ref()), "the interface needs a TAP device, and you may make none").
		WithHint("as root: ip tuntap add dev %s mode tap user YOU && ip link set %s up; name it in <target dev='%s' managed='no'/>; or write <interface type='user'>", name, name, name)
}

// makesTAP tells whether the TAP device of n is made by whoever attends QEMU.
func (b *builder) makesTAP(n *domain.Interface) bool {
	switch n.Kind() {
	case domain.InterfaceNetwork, domain.InterfaceBridge, domain.InterfaceEthernet, domain.InterfaceDirect:
		return b.Profile.MakeTAPs
	}
	return false
}
