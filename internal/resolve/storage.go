package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// poolVolume replaces the volume of a storage pool by where this host has it.
// Source: virDomainDiskTranslateSourcePool.
func (r *resolver) poolVolume(s *domain.StorageSource) {
	if !s.Is(domain.StorageVolume) || s.IsEmpty() {
		return
	}
	v := &s.Volume
	if !v.Pool.IsSet() || !v.Volume.IsSet() {
		r.Diag.Error(source.MissingValue, s.Ref, "a source of type volume needs the attributes pool and volume")
		return
	}
	found, err := r.Host.Volume(v.Pool.V(), v.Volume.V())
	if err != nil {
		r.Diag.Error(source.HostMissing, v.Volume.Ref(), "volume %q of pool %q can't be found: %v", v.Volume.V(), v.Pool.V(), err).
			WithHint("name the file itself: virsh vol-path --pool %s %s", v.Pool.V(), v.Volume.V()).Accounting(v.Pool.Ref())
		return
	}
	if v.Mode.IsSet() {
		r.refuse("it is passed over", source.Invalid, v.Mode.Ref(), "only volumes of iSCSI pools are reached in a mode")
	}
	kind := domain.StorageFile
	if found.Block {
		kind = domain.StorageBlock
	}
	s.Type = source.Of(kind, s.Type.Ref())
	s.Path = source.Of(found.Path, v.Volume.Ref())
}

// storageDefaults fills in what libvirt takes for granted of s and all images
// below it.
func (r *resolver) storageDefaults(s *domain.StorageSource) {
	for ; !s.IsEnd(); s = s.Backing {
		r.poolVolume(s)
		if e := s.Encryption; e != nil && e.Engine.V() != "librbd" {
			e.Engine = source.Of("qemu", e.Engine.Ref().Or("default: encryption engine"))
		}
		if s.Is(domain.StorageNetwork) {
			networkDefaults(s)
			if n := &s.Network; source.Is(n.Protocol, "nbd") && !n.TLS.IsSet() {
				n.TLS = r.Conf.Flag("nbd_tls")
			}
			nfsOwner(&s.Network.Identity.User, r.Host.UserID)
			nfsOwner(&s.Network.Identity.Group, r.Host.GroupID)
		}
		if s.DataStore != nil {
			r.storageDefaults(s.DataStore)
		}
	}
}

// storagePorts are the ports of network storage; rbd has none that QEMU needs
// to be told. Source: virStorageSourceNetworkDefaultPort.
var storagePorts = [...]struct {
	protocol string
	port     uint64
}{
	{"http", 80},
	{"https", 443},
	{"ftp", 21},
	{"ftps", 990},
	{"tftp", 69},
	{"sheepdog", 7000},
	{"nbd", 10809},
	{"ssh", 22},
	{"iscsi", 3260},
	{"gluster", 24007},
	{"vxhs", 9999},
}

// storagePort is the port of a protocol; ok is false where it has none.
func storagePort(protocol string) (port uint64, ok bool) {
	for _, p := range storagePorts {
		if p.protocol == protocol {
			return p.port, true
		}
	}
	return 0, false
}

// defaultPort gives h the port of a protocol where it has none, which is what 0
// means. Source: virStorageSourceNetworkAssignDefaultPorts.
func defaultPort(h *domain.StorageHost, protocol string) {
	if port, ok := storagePort(protocol); ok && h.Transport.V() == "tcp" && h.Port.V() == 0 {
		h.Port = source.Of(port, h.Port.Ref().Or("default: port of "+protocol))
	}
}

// networkDefaults completes a source of type network.
func networkDefaults(s *domain.StorageSource) {
	n := &s.Network
	for i := range n.Hosts {
		h := &n.Hosts[i]
		h.Transport.SetDefault("default: transport", "tcp")
		defaultPort(h, n.Protocol.V())
	}
	if source.Is(n.Protocol, "iscsi") && s.Path.IsSet() && !strings.Contains(s.Path.V(), "/") {
		// A target without a unit means the first. Source: virDomainPostParseCheckISCSIPath.
		s.Path = source.Of(s.Path.V()+"/0", s.Path.Ref())
	}
}

// nfsOwner puts the number of a user or group of this host for its name.
// Source: qemuDomainPrepareStorageSourceNFS.
func nfsOwner(v *source.Val[string], number func(name string) (string, bool)) {
	if n, ok := number(v.V()); ok {
		*v = source.Of("+"+n, v.Ref())
	}
}
