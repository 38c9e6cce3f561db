package resolve

import (
	"math/bits"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkInterface refuses what libvirt refuses (virDomainNetDefParseXML,
// virDomainNetDefValidate, virDomainActualNetDefValidate and
// qemuValidateDomainDeviceDefNetwork).
func (r *resolver) checkInterface(n *domain.Interface) {
	r.checkInterfaceSource(n)
	r.checkInterfaceType(n)
	r.checkInterfaceDriver(n)
	r.checkInterfaceIPs(n)
	r.checkInterfaceBackend(n)
	r.checkInterfaceHost(n)
	r.checkTeaming(&n.Teaming)
	r.checkTeamMate(n)
	r.checkVirtualPort(n)
	if n.Kind() == domain.InterfaceVhostUser {
		r.requireSharedMemory(n.Type.Ref(), "an interface of type vhostuser")
	}
}

// need is a value that must be there, and how it is spelt.
type need struct {
	is   bool
	what string
}

func (r *resolver) checkInterfaceSource(n *domain.Interface) {
	for _, need := range interfaceNeeds(n) {
		if need.is {
			continue
		}
		ref := n.Source.Ref
		if ref.IsZero() {
			ref = n.Ref
		}
		r.Diag.Error(source.MissingValue, ref, "an interface of type %s needs %s", n.Type.V(), need.what)
	}
}

// interfaceNeeds is what the source of an interface must hold.
func interfaceNeeds(n *domain.Interface) []need {
	s := &n.Source
	switch n.Type.V() {
	case domain.InterfaceNetwork:
		return []need{{s.Network.V() != "", "<source network='NAME'>"}}
	case domain.InterfaceBridge:
		return []need{{s.Bridge.V() != "", "<source bridge='NAME'>"}}
	case domain.InterfaceDirect:
		return []need{{s.Dev.V() != "", "<source dev='NAME'>"}}
	case domain.InterfaceVDPA:
		return []need{{s.Dev.V() != "", "<source dev='PATH'>"}}
	case domain.InterfaceServer:
		return []need{{s.Port.IsSet(), "<source port='N'>"}}
	case domain.InterfaceClient, domain.InterfaceMcast:
		return []need{{s.Port.IsSet(), "<source port='N'>"}, {s.Address.IsSet(), "<source address='IP'>"}}
	case domain.InterfaceUDP:
		return []need{
			{s.Port.IsSet(), "<source port='N'>"},
			{s.Address.IsSet(), "<source address='IP'>"},
			{s.LocalPort.IsSet(), "<local port='N'>"},
			{s.LocalAddress.IsSet(), "<local address='IP'>"},
		}
	case domain.InterfaceHostdev:
		return []need{{!s.Ref.IsZero(), "<source> with the <address> of a PCI device"}}
	case domain.InterfaceVhostUser:
		return vhostUserNeeds(n)
	}
	return nil
}

func vhostUserNeeds(n *domain.Interface) []need {
	if n.HasPasst() {
		return nil
	}
	s := &n.Source
	return []need{
		{source.Is(s.SocketType, "unix"), "<source type='unix'>"},
		{s.Path.V() != "", "<source path='PATH'>"},
		{s.Mode.IsSet(), "<source mode='server'> or 'client'"},
	}
}

func (r *resolver) checkInterfaceType(n *domain.Interface) {
	switch n.Type.V() {
	case domain.InterfaceNull, domain.InterfaceVDS:
		r.Diag.Error(source.Invalid, n.Type.Ref(), "QEMU has no interfaces of type %s", n.Type.V())
	case domain.InterfaceVhostUser:
		if on := n.Source.Reconnect; on.V() && !n.Source.ReconnectTimeout.IsSet() {
			r.Diag.Error(source.MissingValue, on.Ref(), "<reconnect> needs the attribute timeout")
		}
		if n.Source.Mode.V() == "server" && n.Source.Reconnect.V() {
			r.Diag.Error(source.Conflict, n.Source.Reconnect.Ref(), "only a client reconnects").WithHint("write mode='client', or leave <reconnect> out")
		}
		r.requireVirtio(n)
	case domain.InterfaceVDPA:
		r.requireVirtio(n)
	}
}

func (r *resolver) requireVirtio(n *domain.Interface) {
	if !n.IsVirtio() {
		r.Diag.Error(source.Invalid, n.Model.Ref(), "an interface of type %s has to be of model virtio, not %s", n.Type.V(), n.Model.V()).
			WithHint("write <model type='virtio'/>")
	}
}

// hasTAP tells whether an interface has a TAP device of its own.
func hasTAP(n *domain.Interface) bool {
	return slices.Contains([]string{domain.InterfaceNetwork, domain.InterfaceBridge, domain.InterfaceEthernet}, n.Kind())
}

func (r *resolver) checkInterfaceDriver(n *domain.Interface) {
	d := &n.Driver
	r.zeroIsNone(&d.RxQueueSize, &d.TxQueueSize)
	for _, size := range []source.Val[uint64]{d.RxQueueSize, d.TxQueueSize} {
		if size.IsSet() && bits.OnesCount64(size.V()) != 1 {
			r.Diag.Error(source.BadValue, size.Ref(), "a queue has a power of two of entries, not %d", size.V())
		}
	}
	multi := hasTAP(n) || slices.Contains([]string{domain.InterfaceDirect, domain.InterfaceVhostUser, domain.InterfaceVDPA}, n.Kind())
	if d.Queues.V() > 0 && !multi {
		r.refuse("it has no more", source.Invalid, d.Queues.Ref(), "an interface of type %s has one queue only", n.Kind())
		d.Queues = source.Val[uint64]{}
	}
	if n.Kind() != domain.InterfaceHostdev && !n.IsVirtio() {
		r.refuseVirtioOptions(&n.Device, "an interface of model "+n.Model.V())
	}
	if n.Kind() == domain.InterfaceHostdev {
		r.checkPCISource(&n.Source.HostDevice)
		if !n.Bandwidth.IsZero() {
			r.refuse("it is left out", source.Invalid, n.Bandwidth, "nothing can limit the bandwidth of an interface that is a device of the host").Inside(n.Bandwidth)
			n.Bandwidth = source.Ref{}
		}
	}
	if driver := n.Source.HostDevice.Driver; driver.IsSet() && driver.V() != "vfio" {
		r.refusePCIDriver(driver)
	}
}

// checkTeamMate refuses interfaces that can't be what they are to be in a team
// (qemuValidateDomainDeviceDefNetwork).
func (r *resolver) checkTeamMate(n *domain.Interface) {
	role, kind := n.Teaming.Type, n.Kind()
	switch {
	case source.Is(role, "persistent") && !n.IsVirtio():
		r.Diag.Error(source.Invalid, role.Ref(), "only an interface of model virtio can stay while its team-mate is away")
	case source.Is(role, "transient") && kind != domain.InterfaceHostdev && kind != domain.InterfaceNetwork:
		r.refuse("it has no team-mate", source.Invalid, role.Ref(), "only a device of the host can come and go beside its team-mate, not an interface of type %s", kind).
			Inside(n.Teaming.Ref)
		n.Teaming = domain.Teaming{}
	}
}

// refuseVirtioOptions refuses what <driver> says to virtio devices alone.
func (r *resolver) refuseVirtioOptions(d *domain.Device, what string) {
	v := &d.Virtio
	for _, o := range []source.Val[bool]{v.IOMMU, v.ATS, v.Packed, v.PagePerVQ} {
		if o.IsSet() {
			r.refuse("it does without", source.Invalid, o.Ref(), "%s is no virtio device and takes none of its options", what)
		}
	}
	d.Virtio = domain.VirtioOptions{}
}

func (r *resolver) checkTeaming(t *domain.Teaming) {
	switch {
	case t.Ref.IsZero():
	case !t.Type.IsSet():
		r.Diag.Error(source.MissingValue, t.Ref, "<teaming> needs a type").WithHint("write type='persistent' or 'transient'")
	case t.Type.V() == "transient" && t.Persistent.V() == "":
		r.Diag.Error(source.MissingValue, t.Ref, "a transient interface needs the alias of its persistent team-mate").
			WithHint("write persistent='ua-NAME'")
	case t.Type.V() == "persistent" && t.Persistent.IsSet():
		r.Diag.Error(source.Conflict, t.Persistent.Ref(), "a persistent interface names no team-mate")
	}
}

// requireSharedMemory refuses a domain whose memory a process beside QEMU can't
// map (qemuValidateDomainDefVhostUserRequireSharedMemory). A memfd is shared by
// itself, but libvirt wants it said.
func (r *resolver) requireSharedMemory(ref source.Ref, what string) {
	m, cells := &r.dom.Memory.Backing, r.dom.NUMA.Cells
	all := source.Is(m.Access, "shared") || r.Profile.Adapt && source.Is(m.Source, "memfd") && !m.Access.IsSet()
	shared := all
	for i, c := range cells {
		one := source.Is(c.Access, "shared") || !c.Access.IsSet() && all
		shared = one && (i == 0 || shared)
	}
	if !shared {
		r.Diag.Error(source.Invalid, ref, "%s needs memory that QEMU shares with others", what).
			WithHint("write <memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>")
	}
}
