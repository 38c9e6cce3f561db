package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The interface types, as libvirt names them.
const (
	InterfaceUser      = "user"
	InterfaceEthernet  = "ethernet"
	InterfaceVhostUser = "vhostuser"
	InterfaceServer    = "server"
	InterfaceClient    = "client"
	InterfaceMcast     = "mcast"
	InterfaceUDP       = "udp"
	InterfaceNetwork   = "network"
	InterfaceBridge    = "bridge"
	InterfaceInternal  = "internal"
	InterfaceDirect    = "direct"
	InterfaceHostdev   = "hostdev"
	InterfaceVDPA      = "vdpa"
	InterfaceNull      = "null"
	InterfaceVDS       = "vds"
)

// InterfaceTypes are the known interface types.
var InterfaceTypes = []string{
	InterfaceUser, InterfaceEthernet, InterfaceVhostUser, InterfaceServer, InterfaceClient, InterfaceMcast,
	InterfaceNetwork, InterfaceBridge, InterfaceInternal, InterfaceDirect, InterfaceHostdev, InterfaceUDP, InterfaceVDPA, InterfaceNull, InterfaceVDS,
}

// Interface is a network interface, <interface>.
type Interface struct {
	Device
	Type source.Val[string]
	// Actual is what a Type of network comes down to on the host; absent where
	// Type says it all, or where the host doesn't know the network.
	Actual              source.Val[string]
	MAC                 source.Val[string] // lower case, aa:bb:cc:dd:ee:ff
	Model               source.Val[string]
	TrustGuestRxFilters source.Val[bool]
	Source              InterfaceSource
	// TargetDev is the name of the TAP device on the host, TargetManaged
	// whether libvirt makes it.
	TargetDev     source.Val[string]
	TargetManaged source.Val[bool]
	Driver        InterfaceDriver
	Backend       InterfaceBackend
	SndBuf        source.Val[uint64] // bytes
	LinkState     source.Val[string] // up or down
	MTU           source.Val[uint64]
	// Script and DownScript are run on the TAP device; "" is none.
	Script, DownScript source.Val[string]
	IPs                []InterfaceIP // the guest's
	Routes             []source.Ref  // the guest's
	PortForwards       []PortForward
	CoalesceFrames     source.Val[uint64]
	Teaming            Teaming
	VirtualPort        VirtualPort
	VLAN               VLAN
	Bandwidth, Floor   source.Ref // zero where there is none; Floor is that of what comes in
	Filter             source.Val[string]
	Isolated           source.Val[bool]
}

// InterfaceSource is the host side of an interface; which fields count depends
// on the type.
type InterfaceSource struct {
	Ref source.Ref

	Network, PortGroup source.Val[string] // network
	Bridge             source.Val[string] // bridge
	Dev                source.Val[string] // direct, vdpa, and the physical side of ethernet
	Mode               source.Val[string] // direct; server or client for vhostuser
	Name               source.Val[string] // internal

	// Address and Port are those of client, server, mcast and udp; LocalAddress
	// and LocalPort are udp's own end.
	Address          source.Val[string]
	Port             source.Val[uint64]
	LocalAddress     source.Val[string]
	LocalPort        source.Val[uint64]
	SocketType       source.Val[string] // vhostuser
	Path             source.Val[string] // vhostuser
	Reconnect        source.Val[bool]   // vhostuser, as a client
	ReconnectTimeout source.Val[uint64] // seconds
	SwitchID         source.Val[string] // vds
	VDSPort          source.Val[int64]  // vds
	PortGroupID      source.Val[string] // vds
	ConnectionID     source.Val[int64]  // vds
	HostDevice       PCISource          // hostdev
	// HostIPs and HostRoutes are the host's own, of ethernet.
	HostIPs    []InterfaceIP
	HostRoutes []source.Ref
	// Live is what libvirt notes of a running guest: which network the interface
	// is of, and where it was connected.
	Live []source.Ref
}

// InterfaceDriver is the <driver> of an interface, without the options that all
// virtio devices have.
type InterfaceDriver struct {
	Ref                      source.Ref
	Name                     source.Val[string] // qemu or vhost; vfio for hostdev
	TxMode                   source.Val[string]
	IOEventFD, EventIdx      source.Val[bool]
	Queues                   source.Val[uint64]
	RxQueueSize, TxQueueSize source.Val[uint64]
	RSS, RSSHashReport       source.Val[bool]
	Host, Guest              Offloads
}

// Offloads are the offloads of one side; MrgRxBuf is the host's only.
type Offloads struct {
	CSum, GSO, TSO4, TSO6, ECN, UFO, MrgRxBuf source.Val[bool]
}

// InterfaceBackend is the <backend> of an interface.
type InterfaceBackend struct {
	Ref     source.Ref
	Type    source.Val[string] // default or passt
	Tap     source.Val[string] // the TUN device, /dev/net/tun
	Vhost   source.Val[string] // the vhost device, /dev/vhost-net
	LogFile source.Val[string]
	// Hostname and FQDN are what passt tells the guest.
	Hostname, FQDN source.Val[string]
}

// InterfaceIP is an address of a network interface.
type InterfaceIP struct {
	Ref     source.Ref
	Family  source.Val[string] // ipv4 or ipv6
	Address source.Val[string]
	Prefix  source.Val[uint64]
	Peer    source.Val[string]
}

// PortForward is a <portForward>: connections to the host that are led to the
// guest.
type PortForward struct {
	Ref     source.Ref
	Proto   source.Val[string] // tcp or udp
	Address source.Val[string] // of the host; any where absent
	Dev     source.Val[string]
	Ranges  []PortRange
}

// PortRange is one port, or the ports from Start to End; To is the guest's
// first port. An Exclude range is left out of those before.
type PortRange struct {
	Ref            source.Ref
	Start, End, To source.Val[uint64]
	Exclude        source.Val[bool]
}

// Teaming makes two interfaces of the guest one: Persistent is the alias of
// the interface that stays while the transient one is away.
type Teaming struct {
	Ref        source.Ref
	Type       source.Val[string] // transient or persistent
	Persistent source.Val[string]
}

// VirtualPort is a port of a virtual switch.
type VirtualPort struct {
	Ref               source.Ref
	Type              source.Val[string] // absent, 802.1Qbg, 802.1Qbh, openvswitch, midonet
	InterfaceID       source.Val[string]
	ProfileID         source.Val[string]
	ManagerID, TypeID source.Val[uint64]
	TypeIDVersion     source.Val[uint64]
	InstanceID        source.Val[string]
}

// VLAN is the <vlan> of an interface.
type VLAN struct {
	Ref    source.Ref
	Trunk  source.Val[bool]
	Tags   []source.Val[uint64]
	Native source.Val[string] // tagged or untagged
}

// Kind is the type that counts: what a network comes down to, else the XML's.
func (n *Interface) Kind() string {
	if n.Actual.IsSet() {
		return n.Actual.V()
	}
	return n.Type.V()
}

// HasPasst tells whether passt connects the interface.
func (n *Interface) HasPasst() bool { return source.Is(n.Backend.Type, "passt") }

// IsVirtio tells whether the guest sees a virtio device.
func (n *Interface) IsVirtio() bool {
	switch n.Model.V() {
	case "virtio", "virtio-transitional", "virtio-non-transitional":
		return true
	}
	return false
}
