package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkVirtualPort refuses a <virtualport> where libvirt takes none, and one that
// lacks what its type needs, or says what its type does not know
// (virDomainNetDefParseXML, virNetDevVPortProfileParse). What a libvirt network
// adds to the port is known to libvirt alone, so there only what is too much
// counts.
func (r *resolver) checkVirtualPort(n *domain.Interface) {
	v := &n.VirtualPort
	switch n.Type.V() {
	case domain.InterfaceNetwork:
	case domain.InterfaceBridge, domain.InterfaceDirect, domain.InterfaceHostdev:
		r.completePort(v)
	default:
		if !v.Ref.IsZero() {
			r.refuse("it is left out", source.Invalid, v.Ref, "an interface of type %s can't have a virtual port", n.Type.V()).Inside(v.Ref)
			*v = domain.VirtualPort{}
		}
	}
	r.foreignParameters(v)
}

// completePort refuses a port without a type, or without a parameter that libvirt
// makes up none for.
func (r *resolver) completePort(v *domain.VirtualPort) {
	if v.Ref.IsZero() {
		return
	}
	if !v.Type.IsSet() {
		r.Diag.Error(source.MissingValue, v.Ref, "<virtualport> needs a type").WithHint("known types: 802.1Qbg, 802.1Qbh, openvswitch, midonet")
	}
	for _, p := range portParameters(v) {
		if p.needed && p.ref.IsZero() {
			r.refuse("nobody asks for it", source.MissingValue, v.Ref, "a virtual port of type %s needs the parameter %s", v.Type.V(), p.name)
		}
	}
}

// foreignParameters refuses parameters of other types of ports.
func (r *resolver) foreignParameters(v *domain.VirtualPort) {
	for _, p := range portParameters(v) {
		if v.Type.IsSet() && !p.known && !p.ref.IsZero() {
			r.refuse("nobody reads it", source.Invalid, p.ref, "a virtual port of type %s has no parameter %s", v.Type.V(), p.name)
		}
	}
}

// portParameter is a parameter of a virtual port, and what its type makes of it.
type portParameter struct {
	name          string
	ref           source.Ref
	known, needed bool
}

func portParameters(v *domain.VirtualPort) []portParameter {
	kind := v.Type.V()
	qbg, qbh, ovs, midonet := kind == "802.1Qbg", kind == "802.1Qbh", kind == "openvswitch", kind == "midonet"
	return []portParameter{
		{"managerid", v.ManagerID.Ref(), qbg, qbg},
		{"typeid", v.TypeID.Ref(), qbg, qbg},
		{"typeidversion", v.TypeIDVersion.Ref(), qbg, qbg},
		{"instanceid", v.InstanceID.Ref(), qbg, false}, // else drawn at random
		{"interfaceid", v.InterfaceID.Ref(), ovs || midonet, midonet},
		{"profileid", v.ProfileID.Ref(), qbh || ovs, qbh},
	}
}
