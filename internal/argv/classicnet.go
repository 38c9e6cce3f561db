package argv

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// classicInterfaces are two -net for each interface: what the guest sees, and
// what the host has, joined by a VLAN of their own. Without any, -net none keeps
// QEMU from adding one.
func (b *builder) classicInterfaces() []*option.Option {
	list := b.dom.Devices.Interfaces
	if len(list) == 0 {
		return []*option.Option{option.New("net", classicRule()).Str("type", "none", classicRule())}
	}
	var opts []*option.Option
	for i, n := range list {
		opts = append(opts, b.whole(func() []*option.Option { return b.classicInterface(n, uint64(i)) })...)
	}
	return opts
}

func (b *builder) classicInterface(n *domain.Interface, vlan uint64) []*option.Option {
	host := b.classicNet(n)
	if host == nil {
		b.Diag.Error(source.NeedsQEMU, n.Type.Ref(), "QEMU %s has no interfaces of type %s", b.Target.Version, n.Kind()).
			WithHint("use one of type user, bridge, ethernet, server, client or mcast")
		return nil
	}
	b.interfaceOutside(n)
	opts := []*option.Option{b.classicNIC(n, vlan), host.Uint("vlan", vlan, n.Ref)}
	for _, o := range opts {
		b.refuseCommas(o)
	}
	return opts
}

// classicNIC is the card that the guest sees.
func (b *builder) classicNIC(n *domain.Interface, vlan uint64) *option.Option {
	o := option.New("net", n.Ref).Str("type", "nic", n.Ref).Str("macaddr", n.MAC.V(), n.MAC.Ref()).Uint("vlan", vlan, n.Ref)
	model := n.Model
	if !model.IsSet() || model.Ref().Rule() != "" {
		return o
	}
	if n.IsVirtio() && !b.Target.Has("net.virtio") {
		b.Diag.Warn(source.NeedsQEMU, model.Ref(), "QEMU %s has no virtio interfaces; its forks for KVM do", b.Target.Version).
			WithHint("write <model type='rtl8139'/>")
	}
	return o.Str("model", model.V(), model.Ref())
}

// classicNet is the host's side of n, nil where there is none of its type.
func (b *builder) classicNet(n *domain.Interface) *option.Option {
	o := option.New("net", n.Ref, n.Source.Ref)
	switch s := &n.Source; n.Kind() {
	case domain.InterfaceUser:
		return b.classicUserNet(o.Str("type", "user", source.First(n.Actual.Ref(), n.Type.Ref())), n)
	case domain.InterfaceEthernet:
		return b.classicTAP(o.Str("type", "tap", n.Type.Ref()), n)
	case domain.InterfaceNetwork, domain.InterfaceBridge:
		return b.classicBridge(o.Str("type", "tap", n.Type.Ref()), n)
	case domain.InterfaceDirect:
		if b.Profile.PassFDs {
			return b.classicBridge(o.Str("type", "tap", n.Type.Ref()), n)
		}
	case domain.InterfaceServer:
		return o.Str("type", "socket", n.Type.Ref()).Str("listen", addressPort(s.Address, s.Port), s.Address.Ref(), s.Port.Ref())
	case domain.InterfaceClient:
		return o.Str("type", "socket", n.Type.Ref()).Str("connect", addressPort(s.Address, s.Port), s.Address.Ref(), s.Port.Ref())
	case domain.InterfaceMcast:
		return o.Str("type", "socket", n.Type.Ref()).Str("mcast", addressPort(s.Address, s.Port), s.Address.Ref(), s.Port.Ref())
	}
	return nil
}

// classicUserNet is QEMU's own network.
func (b *builder) classicUserNet(o *option.Option, n *domain.Interface) *option.Option {
	o.Cite(n.Source.Network.Ref())
	for i := range n.IPs {
		if b.Target.Has("net.user.net") {
			userAddress(o, &n.IPs[i])
		}
	}
	return o
}

// classicTAP is a TAP device that QEMU opens by name.
func (b *builder) classicTAP(o *option.Option, n *domain.Interface) *option.Option {
	o.StrVal("ifname", targetDev(n))
	if b.Profile.Adapt && n.Script.V() == "" {
		// QEMU would run its own, and end where that is not there.
		tapScript(o, "script", n.Script)
		return o
	}
	o.StrVal("script", n.Script)
	if b.Target.Has("net.tap.downscript") {
		o.StrVal("downscript", n.DownScript)
	}
	return o
}

// classicBridge is a TAP device on a bridge: one that the caller passes, or one
// that was put there beforehand. There is no helper yet that could do so.
func (b *builder) classicBridge(o *option.Option, n *domain.Interface) *option.Option {
	if b.Profile.PassFDs {
		return o.Str("fd", b.fd(), tapRefs(n)...).Str("script", "", tapRefs(n)...)
	}
	dev := targetDev(n)
	if !dev.IsSet() {
		b.Diag.Error(source.NeedsQEMU, source.First(n.Source.Bridge.Ref(), n.Type.Ref()), "QEMU %s can't put a TAP device on a bridge", b.Target.Version).
			WithHint("make a TAP device, put it on the bridge, and name it in <target dev='NAME'/>")
		return o
	}
	b.Diag.Warn(source.NeedsLibvirt, dev.Ref(), "the TAP device %s must be on the bridge %s before the start", dev.V(), n.Source.Bridge.V()).
		WithHint("make it beforehand").
		WithCommand("ip", "tuntap", "add", "dev", dev.V(), "mode", "tap").
		WithCommand("ip", "link", "set", dev.V(), "master", n.Source.Bridge.V(), "up")
	o.StrVal("ifname", dev).Cite(tapRefs(n)...)
	return o.Str("script", "no", source.Rule("default: no script for a TAP device"))
}

// refuseCommas reports the values of o that hold a comma, where QEMU ends them
// there.
func (b *builder) refuseCommas(o *option.Option) {
	if b.Target.Has("drive.comma") {
		return
	}
	for _, p := range o.Params {
		if s := p.Value.Str(); strings.Contains(s, ",") {
			b.Diag.Error(source.NeedsQEMU, source.First(p.From.List()...), "QEMU %s can't read the comma in %q", b.Target.Version, s).
				WithHint("use a name without commas")
		}
	}
}
