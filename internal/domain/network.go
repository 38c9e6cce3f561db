package domain

// Network is a libvirt network as a host defines it. It is a fact of the host
// and not of the domain's XML, so its values carry no Ref.
type Network struct {
	Name string
	// Forward is the mode: nat, route, open, bridge, private, vepa, passthrough
	// or hostdev; "" where the network is isolated.
	Forward string
	// Bridge is the bridge that guests are put on, "" where there is none.
	Bridge string
	// Address is the first address of the host on the network, "" where libvirt
	// gives it none.
	Address string
	// Devices are the host interfaces that guests share or take, in order.
	Devices []string
	// VirtualPort is the type of the network's <virtualport>, such as
	// openvswitch; "" where it has none.
	VirtualPort string
	MTU         uint64 // 0 where it is not given
	PortGroups  []PortGroup
}

// PortGroup is a <portgroup> of a network.
type PortGroup struct {
	Name        string
	Default     bool
	VirtualPort string // type of its <virtualport>, "" where it has none
}

// PortGroup is the port group called name, the default one where name is "";
// nil where there is none.
func (n *Network) PortGroup(name string) *PortGroup {
	for i := range n.PortGroups {
		g := &n.PortGroups[i]
		if g.Name == name || name == "" && g.Default {
			return g
		}
	}
	return nil
}
