package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// interfaces are all interfaces but those that are host devices, which stand
// with the host devices.
func (b *builder) interfaces() []*option.Option {
	return each(b, b.dom.Devices.Interfaces, b.netInterface)
}

func (b *builder) netInterface(n *domain.Interface) []*option.Option {
	if n.Kind() == domain.InterfaceHostdev {
		return nil
	}
	opts := b.netdev(n)
	b.interfaceOutside(n)
	if b.isOnBoard(n) {
		return append(opts, b.boardNIC(n))
	}
	return append(opts, b.nic(n))
}

// isOnBoard tells whether n is part of the machine, as on ARM boards, where
// -device can't name it (qemuDomainSupportsNicdev).
func (b *builder) isOnBoard(n *domain.Interface) bool {
	if b.Profile.Adapt && n.Address.Is(domain.AddressUSB) {
		return false
	}
	switch b.Target.Arch {
	case qemu.ARMv6L, qemu.ARMv7L, qemu.AArch64:
		return !n.Address.Is(domain.AddressPCI) && !n.Address.Is(domain.AddressVirtioMMIO)
	case qemu.RISCV32, qemu.RISCV64:
		return b.Profile.Adapt && !n.Address.Is(domain.AddressPCI) && !n.Address.Is(domain.AddressVirtioMMIO)
	}
	return false
}

// boardNIC gives the machine's own interface its address and its network
// (qemuBuildLegacyNicStr).
func (b *builder) boardNIC(n *domain.Interface) *option.Option {
	o := option.New("net", n.Ref).Str("type", "nic", n.Ref).
		StrVal("macaddr", n.MAC).
		Str("netdev", netdevID(n), n.Type.Ref())
	if !b.Profile.Adapt || n.Model.Ref().Rule() == "" {
		// What libvirt takes for granted is the interface of few boards only.
		o.StrVal("model", n.Model)
	}
	return o.StrVal("id", n.Alias)
}

// netdevID is the id of the host side of n.
func netdevID(n *domain.Interface) string { return "host" + n.Alias.V() }

// nic is the -device of n: what the guest sees. The order of the virtio
// properties is libvirt's (qemuBuildNicDevProps).
func (b *builder) nic(n *domain.Interface) *option.Option {
	var o *option.Option
	if n.IsVirtio() {
		o = b.virtio("virtio-net", &n.Device, n.Model)
		b.virtioNIC(o, n)
	} else {
		o = option.Device(n.Model.V(), n.Ref, n.Model.Ref())
	}
	o.Str("netdev", netdevID(n), n.Type.Ref())
	o.Str("mac", n.MAC.V(), n.MAC.Ref())
	if n.LinkState.V() == "up" {
		o.Cite(n.LinkState.Ref())
	}
	return b.finish(o, &n.Device)
}

// virtioNIC adds what only virtio interfaces have.
func (b *builder) virtioNIC(o *option.Option, n *domain.Interface) {
	d := &n.Driver
	if mode, ok := d.TxMode.Get(); ok {
		// QEMU's word for an I/O thread is a bottom half.
		o.Str("tx", map[string]string{"iothread": "bh", "timer": "timer"}[mode], d.TxMode.Ref())
	}
	o.BoolVal("ioeventfd", d.IOEventFD).BoolVal("event_idx", d.EventIdx)
	virtioOffloads(o, d)
	b.virtioQueues(o, n)
	o.UintVal("rx_queue_size", d.RxQueueSize).UintVal("tx_queue_size", d.TxQueueSize)
	o.BoolVal("rss", d.RSS).BoolVal("hash", d.RSSHashReport)
	o.UintVal("host_mtu", n.MTU)
	if n.Teaming.Type.V() == "persistent" {
		o.Bool("failover", true, n.Teaming.Type.Ref())
	}
}

func virtioOffloads(o *option.Option, d *domain.InterfaceDriver) {
	host, guest := &d.Host, &d.Guest
	o.BoolVal("csum", host.CSum).
		BoolVal("gso", host.GSO).
		BoolVal("host_tso4", host.TSO4).
		BoolVal("host_tso6", host.TSO6).
		BoolVal("host_ecn", host.ECN).
		BoolVal("host_ufo", host.UFO).
		BoolVal("mrg_rxbuf", host.MrgRxBuf).
		BoolVal("guest_csum", guest.CSum).
		BoolVal("guest_tso4", guest.TSO4).
		BoolVal("guest_tso6", guest.TSO6).
		BoolVal("guest_ecn", guest.ECN).
		BoolVal("guest_ufo", guest.UFO)
}

// virtioQueues adds several queues, each with an interrupt for receiving and one
// for sending; one more is for configuration and one for control. Channel I/O
// has no vectors.
func (b *builder) virtioQueues(o *option.Option, n *domain.Interface) {
	queues := n.Driver.Queues
	if queues.V() < 2 {
		o.Cite(queues.Ref())
		return
	}
	o.Bool("mq", true, queues.Ref())
	if !n.Address.Is(domain.AddressCCW) {
		o.Uint("vectors", 2*queues.V()+2, queues.Ref())
	}
}

// interfaceOutside accounts for what is done to the host's side of n without
// QEMU: by libvirt before it passes a descriptor or after the start, by nobody
// in any other profile.
func (b *builder) interfaceOutside(n *domain.Interface) {
	b.linkState(n)
	b.vhostWithoutTAP(n)
	b.liveItems(n)
	if source.Is(n.Isolated, false) {
		b.Diag.Note(source.RunTime, n.Isolated.Ref(), "a port is isolated from no other anyway")
	}
	for _, o := range outsideItems(n) {
		switch {
		case o.ref.IsZero() || o.ref.Rule() != "":
		case o.made && b.makesTAP(n):
		case b.Profile.PassFDs:
			b.Diag.Note(source.RunTime, o.ref, "libvirt sets %s itself, outside QEMU", o.what)
		default:
			b.Diag.Warn(source.NeedsLibvirt, o.ref, "nobody sets %s: that is a matter of libvirt", o.what)
		}
	}
}

// liveItems accounts for what libvirt notes of a running guest.
func (b *builder) liveItems(n *domain.Interface) {
	refs := n.Source.Live
	if !targetDev(n).IsSet() {
		refs = append(refs, n.TargetDev.Ref())
	}
	if first := source.First(refs...); !first.IsZero() {
		b.Diag.Info(source.NoMeaning, first, "libvirt's note on the running guest").Accounting(refs...)
	}
}

// vhostWithoutTAP accounts for the word vhost or qemu where neither the kernel nor
// QEMU moves packets for a TAP device.
func (b *builder) vhostWithoutTAP(n *domain.Interface) {
	switch n.Kind() {
	case domain.InterfaceNetwork, domain.InterfaceBridge, domain.InterfaceEthernet, domain.InterfaceDirect:
		return
	}
	if n.Driver.Name.IsSet() {
		b.Diag.Note(source.NoMeaning, n.Driver.Name.Ref(), "an interface of type %s has no TAP device to choose a driver for", n.Type.V())
	}
}

// linkState accounts for an interface whose cable is out. QEMU has no option
// for that: it is told through the monitor.
func (b *builder) linkState(n *domain.Interface) {
	switch {
	case n.LinkState.V() != "down":
	case b.Profile.PassFDs:
		b.Diag.Note(source.RunTime, n.LinkState.Ref(), "libvirt takes the link down through the monitor")
	case b.Profile.Attended:
		b.tell(n.LinkState.Ref(), "set_link", map[string]any{"name": n.Alias.V(), "up": false})
	default:
		b.Diag.Warn(source.RunTime, n.LinkState.Ref(), "the link starts up: no option of QEMU takes it down").
			WithHint("type set_link %s off in the monitor", n.Alias.V())
	}
}

type outsideItem struct {
	ref  source.Ref
	what string
	made bool // with the TAP device, by whoever makes one
}

func outsideItems(n *domain.Interface) []outsideItem {
	items := []outsideItem{
		{ref: n.Bandwidth, what: "bandwidth limits"},
		{ref: n.VLAN.Ref, what: "VLANs"},
		{ref: n.VirtualPort.Ref, what: "virtual ports"},
		{ref: n.Filter.Ref(), what: "network filters"},
		{ref: n.CoalesceFrames.Ref(), what: "the coalescing of interrupts"},
		{ref: n.Source.PortGroup.Ref(), what: "port groups"},
	}
	if source.Is(n.Isolated, true) {
		items = append(items, outsideItem{n.Isolated.Ref(), "isolated ports", true})
	}
	if source.Is(n.TrustGuestRxFilters, true) {
		items = append(items, outsideItem{ref: n.TrustGuestRxFilters.Ref(), what: "the host's receive filters after the guest's"})
	}
	for _, ip := range n.Source.HostIPs {
		items = append(items, outsideItem{ip.Ref, "addresses of the host", true})
	}
	for _, route := range n.Source.HostRoutes {
		items = append(items, outsideItem{ref: route, what: "routes of the host"})
	}
	return items
}
