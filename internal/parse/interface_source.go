package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// interfaceSource reads the <source> of an interface of the given type.
func interfaceSource(c Cursor, kind string) domain.InterfaceSource {
	s := domain.InterfaceSource{}
	if !c.Ok() {
		return s
	}
	s.Ref = c.Ref()
	s.HostIPs, s.HostRoutes = interfaceIPs(c), refs(c, "route")
	switch kind {
	case domain.InterfaceNetwork:
		s.Network, s.PortGroup = c.Str("network"), c.Str("portgroup")
		s.Live = []source.Ref{c.Str("portid").Ref(), c.Str("bridge").Ref()}
	case domain.InterfaceBridge:
		s.Bridge = c.Str("bridge")
	case domain.InterfaceDirect:
		s.Dev, s.Mode = c.Str("dev"), c.Enum("mode", "vepa", "private", "bridge", "passthrough")
	case domain.InterfaceEthernet, domain.InterfaceUser, domain.InterfaceVDPA:
		s.Dev = c.Str("dev")
	case domain.InterfaceInternal:
		s.Name = c.Str("name")
	case domain.InterfaceVhostUser:
		vhostUserSource(c, &s)
	case domain.InterfaceClient, domain.InterfaceServer, domain.InterfaceMcast, domain.InterfaceUDP:
		local := c.Child("local")
		s.Address, s.Port = c.Str("address"), c.UintMax("port", 1<<16-1)
		s.LocalAddress, s.LocalPort = local.Str("address"), local.UintMax("port", 1<<16-1)
	case domain.InterfaceHostdev:
		s.HostDevice = pciSource(c)
	case domain.InterfaceVDS:
		s.SwitchID, s.PortGroupID = c.Str("switchid"), c.Str("portgroupid")
		s.VDSPort, s.ConnectionID = c.Int("portid"), c.Int("connectionid")
	case domain.InterfaceNull:
	}
	switch kind {
	case domain.InterfaceBridge, domain.InterfaceDirect, domain.InterfaceHostdev:
		s.Live = []source.Ref{c.Str("network").Ref(), c.Str("portgroup").Ref(), c.Str("portid").Ref()}
	}
	return s
}

func vhostUserSource(c Cursor, s *domain.InterfaceSource) {
	reconnect := c.Child("reconnect")
	s.Dev = c.Str("dev")
	s.SocketType, s.Path, s.Mode = c.Str("type"), c.Str("path"), c.Enum("mode", "server", "client")
	s.Reconnect, s.ReconnectTimeout = reconnect.YesNo("enabled"), reconnect.UintMax("timeout", 1<<32-1)
}

// interfaceIPs reads the <ip> elements under c.
func interfaceIPs(c Cursor) []domain.InterfaceIP {
	var list []domain.InterfaceIP
	for ip := range c.Children("ip") {
		list = append(list, domain.InterfaceIP{
			Ref:     ip.Ref(),
			Family:  ip.Enum("family", "ipv4", "ipv6"),
			Address: ip.Require("address"),
			Prefix:  ip.UintMax("prefix", 1<<32-1),
			Peer:    ip.Str("peer"),
		})
	}
	return list
}

// refs are the elements under c that are called name.
func refs(c Cursor, name string) []source.Ref {
	var list []source.Ref
	for child := range c.Children(name) {
		list = append(list, child.Ref())
	}
	return list
}

func portForwards(c Cursor) []domain.PortForward {
	var list []domain.PortForward
	for f := range c.Children("portForward") {
		p := domain.PortForward{Ref: f.Ref(), Proto: f.Enum("proto", "tcp", "udp"), Address: f.Str("address"), Dev: f.Str("dev")}
		if !f.Str("proto").IsSet() {
			f.Require("proto")
		}
		for r := range f.Children("range") {
			p.Ranges = append(p.Ranges, domain.PortRange{
				Ref:     r.Ref(),
				Start:   portNumber(r, "start"),
				End:     portNumber(r, "end"),
				To:      portNumber(r, "to"),
				Exclude: r.YesNo("exclude"),
			})
		}
		list = append(list, p)
	}
	return list
}

// portNumber reads a port; 0 is none.
func portNumber(c Cursor, name string) source.Val[uint64] {
	port := c.UintMax(name, 1<<16-1)
	if source.Is(port, 0) {
		c.r.diag.Error(source.OutOfRange, port.Ref(), "attribute %s: 0 is no port", name)
		return source.Val[uint64]{}
	}
	return port
}

func virtualPort(c Cursor) domain.VirtualPort {
	if !c.Ok() {
		return domain.VirtualPort{}
	}
	p := c.Child("parameters")
	return domain.VirtualPort{
		Ref:           c.Ref(),
		Type:          c.Enum("type", "802.1Qbg", "802.1Qbh", "openvswitch", "midonet"),
		InterfaceID:   c.r.uuid(p.Str("interfaceid")),
		ProfileID:     portProfile(p),
		ManagerID:     p.Number("managerid", 0xff),
		TypeID:        p.Number("typeid", 0xffffff),
		TypeIDVersion: p.Number("typeidversion", 0xff),
		InstanceID:    c.r.uuid(p.Str("instanceid")),
	}
}

// portProfile reads the name of a port profile, which has a limit
// (LIBVIRT_IFLA_VF_PORT_PROFILE_MAX).
func portProfile(c Cursor) source.Val[string] {
	const most = 39
	v := c.Str("profileid")
	if len(v.V()) > most {
		c.r.diag.Error(source.OutOfRange, v.Ref(), "the name of a port profile has at most %d bytes", most)
		return source.Malformed[string](v.Ref())
	}
	return v
}
