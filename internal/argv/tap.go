package argv

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// tapRefs are the items that say which TAP device n has.
func tapRefs(n *domain.Interface) []source.Ref {
	s := &n.Source
	return given(n.Type.Ref(), s.Network.Ref(), s.Bridge.Ref(), s.Dev.Ref(), s.Mode.Ref(), n.TargetDev.Ref(), n.TargetManaged.Ref(),
		n.Script.Ref(), n.DownScript.Ref(), n.Backend.Tap.Ref())
}

// given are those of refs that are anywhere.
func given(refs ...source.Ref) []source.Ref {
	return slices.DeleteFunc(refs, source.Ref.IsZero)
}

// maxQueues is how many queues of a TAP device QEMU opens (MAX_TAP_QUEUES of its
// net/tap.c).
const maxQueues = 1024

// maxDevName is how long the kernel lets the name of a network device be
// (IFNAMSIZ, with a NUL at its end).
const maxDevName = 15

func (b *builder) tapNetdev(n *domain.Interface) *option.Option {
	switch queues, dev := n.Driver.Queues, targetDev(n); {
	case len(dev.V()) > maxDevName:
		b.Diag.Error(source.OutOfRange, dev.Ref(), "the name of a network device has at most %d bytes, and %q has more", maxDevName, dev.V())
		return nil
	case queues.V() > maxQueues:
		b.Diag.Error(source.OutOfRange, queues.Ref(), "QEMU opens at most %d queues of an interface, not %d", maxQueues, queues.V())
		return nil
	case b.Profile.PassFDs:
		return b.passedTAP(n, usesVhost(n))
	}
	return b.ownTAP(n)
}

// passedTAP is a TAP or macvtap device that the caller has opened, and with vhost
// the vhost devices for its queues.
func (b *builder) passedTAP(n *domain.Interface, vhost bool) *option.Option {
	queues := max(n.Driver.Queues.V(), 1)
	o := newNetdev(n, "tap")
	refs := append(tapRefs(n), n.Driver.Queues.Ref())
	b.passedFDs(o, "fd", queues, refs...)
	if vhost {
		o.Bool("vhost", true, n.Driver.Name.Ref(), n.Model.Ref())
		b.passedFDs(o, "vhostfd", queues, n.Driver.Name.Ref(), n.Backend.Vhost.Ref(), n.Driver.Queues.Ref())
	} else {
		o.Cite(n.Driver.Name.Ref(), n.Backend.Vhost.Ref())
	}
	return o.UintVal("sndbuf", n.SndBuf)
}

// passedFDs adds n descriptors under key, whose plural is for several.
func (b *builder) passedFDs(o *option.Option, key string, n uint64, from ...source.Ref) {
	if n == 1 {
		o.Str(key, b.fd(), from...)
		return
	}
	o.Str(key+"s", b.fdList(n), from...)
}

// usesVhost tells whether the kernel of the host moves the packets of n:
// wherever it can, unless the XML says otherwise (qemuInterfaceOpenVhostNet).
func usesVhost(n *domain.Interface) bool { return n.IsVirtio() && n.Driver.Name.V() != "qemu" }

// ownTAP is a TAP device that is made for QEMU, or that QEMU opens itself: one
// that exists, or one that QEMU's bridge helper makes.
func (b *builder) ownTAP(n *domain.Interface) *option.Option {
	dev := targetDev(n)
	switch {
	case b.Profile.MakeTAPs:
		return b.madeTAP(n)
	case n.Kind() == domain.InterfaceDirect:
		b.Diag.Error(source.NeedsLibvirt, n.Type.Ref(), "QEMU can't open a macvtap device by itself").
			WithHint("start the guest as root with qemuxml run; or make a bridge of the host's interface and write <interface type='bridge'>")
		return nil
	case n.Kind() == domain.InterfaceEthernet:
		b.needsTAP(n)
		return b.namedTAP(n, dev)
	case dev.IsSet() && b.Host != nil && b.Host.Exists("/sys/class/net/"+dev.V()):
		return b.namedTAP(n, dev)
	}
	return b.bridgeNetdev(n)
}

// namedTAP is the TAP device called name, or one that QEMU makes up a name for.
func (b *builder) namedTAP(n *domain.Interface, name source.Val[string]) *option.Option {
	o := newNetdev(n, "tap").Cite(tapRefs(n)...)
	o.StrVal("ifname", name)
	tapScript(o, "script", n.Script)
	tapScript(o, "downscript", n.DownScript)
	if n.Driver.Queues.V() > 1 {
		o.UintVal("queues", n.Driver.Queues)
	}
	if b.opensVhost(n) {
		o.Bool("vhost", true, n.Driver.Name.Ref(), n.Model.Ref())
	} else {
		o.Cite(n.Driver.Name.Ref())
	}
	return o.UintVal("sndbuf", n.SndBuf)
}

// tapScript adds a script that QEMU runs on the TAP device. Without one, QEMU
// would run its own.
func tapScript(o *option.Option, key string, script source.Val[string]) {
	if script.V() == "" {
		o.Str(key, "no", source.Rule("default: no script for a TAP device"), script.Ref())
		return
	}
	o.StrVal(key, script)
}

// vhostNet is the device by which the kernel moves packets of a TAP device.
const vhostNet = "/dev/vhost-net"

// opensVhost tells whether QEMU is to open the vhost device itself: where the
// XML asks for it, or where the host is known to have it. QEMU 7.2 crashes where
// it isn't there.
func (b *builder) opensVhost(n *domain.Interface) bool {
	asked := n.Driver.Name.V() == "vhost"
	switch {
	case !usesVhost(n):
		return false
	case b.Host == nil:
		return asked
	case asked && !b.Host.Exists(vhostNet):
		b.Diag.Warn(source.HostMissing, n.Driver.Name.Ref(), "this host has no vhost: QEMU itself moves the packets").WithHint("load the kernel module: modprobe vhost_net")
	}
	return b.Host.Exists(vhostNet)
}

// bridgeNetdev has QEMU's bridge helper make a TAP device on a bridge.
func (b *builder) bridgeNetdev(n *domain.Interface) *option.Option {
	bridge := n.Source.Bridge
	o := newNetdev(n, "bridge").Cite(n.Source.Network.Ref()).StrVal("br", bridge)
	if bridge.IsSet() && !b.isThere("/sys/class/net/"+bridge.V()) {
		b.Diag.Warn(source.HostMissing, bridge.Ref(), "this host has no bridge %s", bridge.V()).
			WithHint("start the network that makes it; QEMU's bridge helper needs it, and the line \"allow %s\" in /etc/qemu/bridge.conf", bridge.V())
	}
	if b.Profile.Attended && !b.isThere("/etc/qemu/bridge.conf") && !b.isThere("/etc/qemu-kvm/bridge.conf") {
		b.Diag.Warn(source.HostMissing, bridge.Ref(), "QEMU's bridge helper may use no bridge: there is no /etc/qemu/bridge.conf").
			WithHint("as root: mkdir -p /etc/qemu && echo allow %s >>/etc/qemu/bridge.conf && chmod u+s /usr/lib/qemu/qemu-bridge-helper; or run the guest as root", bridge.V())
	}
	b.bridgeLosses(n)
	return o
}

// bridgeLosses reports what the bridge helper's device can't have.
func (b *builder) bridgeLosses(n *domain.Interface) {
	dev := targetDev(n)
	for _, item := range []struct {
		lost bool
		ref  source.Ref
		what string
	}{
		{dev.IsSet(), dev.Ref(), "the name " + dev.V()},
		{n.Driver.Queues.V() > 1, n.Driver.Queues.Ref(), "several queues"},
		{n.Driver.Name.V() == "vhost", n.Driver.Name.Ref(), "vhost"},
		{n.SndBuf.IsSet(), n.SndBuf.Ref(), "a send buffer of a given size"},
		{n.Backend.Tap.IsSet(), n.Backend.Tap.Ref(), "another TUN device"},
		{n.Backend.Vhost.IsSet(), n.Backend.Vhost.Ref(), "a vhost device"},
		{n.Script.V() != "", n.Script.Ref(), "a script"},
		{n.DownScript.V() != "", n.DownScript.Ref(), "a script"},
	} {
		if item.lost {
			b.Diag.Warn(source.Replaced, item.ref, "the TAP device of QEMU's bridge helper can't have %s", item.what).
				WithHint("make the TAP device beforehand, put it on the bridge, and name it in <target dev='NAME'/>")
		}
	}
}
