package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// poolVolume replaces the volume of a storage pool by where this host has it.
func (r *resolver) poolVolume(s *domain.StorageSource) {
	if !s.Is(domain.StorageVolume) {
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
	kind := domain.StorageFile
	if found.Block {
		kind = domain.StorageBlock
	}
	s.Type = source.Of(kind, v.Pool.Ref())
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
	{"nfs", 2049},
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

// networkDefaults completes a source of type network.
func networkDefaults(s *domain.StorageSource) {
	n := &s.Network
	for i := range n.Hosts {
		h := &n.Hosts[i]
		h.Transport.SetDefault("default: transport", "tcp")
		if port, ok := storagePort(n.Protocol.V()); ok && h.Transport.V() == "tcp" {
			h.Port.SetDefault("default: port of "+n.Protocol.V(), port)
		}
	}
	if source.Is(n.Protocol, "iscsi") && s.Path.IsSet() && !strings.Contains(s.Path.V(), "/") {
		// A target without a unit means the first. Source: virDomainPostParseCheckISCSIPath.
		s.Path = source.Of(s.Path.V()+"/0", s.Path.Ref())
	}
}
