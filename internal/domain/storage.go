package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The types of storage, as libvirt names them.
const (
	StorageFile      = "file"
	StorageBlock     = "block"
	StorageDir       = "dir"
	StorageNetwork   = "network"
	StorageVolume    = "volume"
	StorageNVMe      = "nvme"
	StorageVhostUser = "vhostuser"
	StorageVhostVDPA = "vhostvdpa"
)

// StorageTypes are all types of storage.
var StorageTypes = []string{StorageFile, StorageBlock, StorageDir, StorageNetwork, StorageVolume, StorageNVMe, StorageVhostUser, StorageVhostVDPA}

// StorageSource is one image: where its bytes lie, in what format, and the
// image that it is an overlay of. <disk>, <backingStore>, <mirror>,
// <dataStore> and <nvram> each hold one. One without a Type is the end of a
// backing chain: <backingStore/>.
type StorageSource struct {
	Ref source.Ref // the <source>, or the element that lacks one
	// Type is that of the element around <source>.
	Type source.Val[string]
	// Format is raw, qcow2, ...: <driver type> of a disk, <format type> below it.
	Format source.Val[string]
	// Index is the number that the image's nodes are named after. In the XML it
	// is that of a running domain; resolve numbers anew.
	Index source.Val[uint64]

	// Path is the file, the block device or directory, the socket of
	// vhostuser, the device of vhostvdpa, or the name on a network.
	Path    source.Val[string]
	FDGroup source.Val[string]

	Network StorageNetworkSource
	Volume  StorageVolumeSource
	NVMe    StorageNVMeSource
	// Reconnect is that of vhostuser.
	Reconnect CharReconnect

	Auth         *StorageAuth
	Encryption   *StorageEncryption
	Slice        *StorageSlice
	Reservations *StorageReservations
	Seclabels    []*Seclabel

	// MetadataCacheMax is the largest size of the format's metadata cache, in
	// bytes.
	MetadataCacheMax source.Val[uint64]
	// StartupPolicy is mandatory, requisite or optional.
	StartupPolicy source.Val[string]
	// ReadOnly tells whether the guest can't change the image. resolve sets it.
	ReadOnly source.Val[bool]

	// Backing is the image below this one; nil where the XML does not say.
	Backing *StorageSource
	// DataStore is where a qcow2 image keeps its data; nil for in itself.
	DataStore *StorageSource
}

// IsEnd tells whether s is the end of a backing chain rather than an image.
func (s *StorageSource) IsEnd() bool { return s == nil || !s.Type.IsSet() }

// IsEmpty tells whether s is a drive with nothing in it.
// Source: virStorageSourceIsEmpty.
func (s *StorageSource) IsEmpty() bool {
	switch s.Type.V() {
	case StorageFile, StorageBlock, StorageDir, StorageVhostVDPA:
		return !s.Path.IsSet()
	case StorageNetwork:
		return !s.Network.Protocol.IsSet()
	case StorageVolume:
		return !s.Volume.Pool.IsSet() && !s.Volume.Volume.IsSet()
	}
	return s.IsEnd()
}

// Is tells whether s is known to be of type t.
func (s *StorageSource) Is(t string) bool { return source.Is(s.Type, t) }

// StorageNetworkSource is what a source of type network has beside its name.
type StorageNetworkSource struct {
	// Protocol is nbd, rbd, iscsi, gluster, http, https, ftp, ftps, tftp, ssh,
	// nfs, sheepdog or vxhs.
	Protocol    source.Val[string]
	Query       source.Val[string] // of a URL, without its question mark
	TLS         source.Val[bool]
	TLSHostname source.Val[string]
	Hosts       []StorageHost
	Snapshot    source.Val[string] // of RBD
	ConfigFile  source.Val[string] // of RBD
	Initiator   source.Val[string] // IQN of iSCSI
	SSLVerify   source.Val[bool]
	Cookies     []StorageCookie
	Readahead   source.Val[uint64] // bytes
	Timeout     source.Val[uint64] // seconds
	// ReconnectDelay is for how many seconds NBD tries to connect again.
	ReconnectDelay source.Val[uint64]
	KnownHosts     source.Val[string] // file of SSH
	Identity       StorageIdentity
}

// StorageHost is a <host> of a network source.
type StorageHost struct {
	Ref          source.Ref
	Name, Socket source.Val[string]
	Port         source.Val[uint64]
	Transport    source.Val[string] // tcp, unix or rdma
}

// StorageCookie is a cookie of an HTTP request.
type StorageCookie struct {
	Ref         source.Ref
	Name, Value source.Val[string]
}

// StorageIdentity is who a network source is used as: User and Group of NFS
// (a name, or + and a number), the others of SSH.
type StorageIdentity struct {
	Ref                          source.Ref
	User, Group                  source.Val[string]
	Username, KeyFile, AgentSock source.Val[string]
}

// StorageVolumeSource is a volume of a storage pool. Mode is host or direct,
// of iSCSI pools.
type StorageVolumeSource struct {
	Pool, Volume, Mode source.Val[string]
}

// StorageNVMeSource is a namespace of an NVMe disk of the host.
type StorageNVMeSource struct {
	Namespace source.Val[uint64]
	Address   PCIAddress
}

// SecretRef names a secret that libvirt keeps, by its UUID or its usage.
type SecretRef struct {
	Ref               source.Ref
	Type, UUID, Usage source.Val[string]
}

// StorageAuth is an <auth>: who logs in to a network source.
type StorageAuth struct {
	Ref      source.Ref
	Username source.Val[string]
	Secret   SecretRef
}

// StorageEncryption is an <encryption>.
type StorageEncryption struct {
	Ref source.Ref
	// Format is default, qcow, luks, luks2 or luks-any.
	Format source.Val[string]
	// Engine is who does the work: qemu or librbd.
	Engine source.Val[string]
	// Secrets has one secret, or with the engine librbd one for each layer.
	Secrets []SecretRef
	// Cipher only matters to the making of a volume.
	Cipher source.Ref
}

// StorageSlice is the part of a file or device, in bytes, that holds the image.
type StorageSlice struct {
	Ref          source.Ref
	Offset, Size source.Val[uint64]
}

// StorageReservations is a <reservations>: who handles SCSI persistent
// reservations. Path is the socket of a helper that is not Managed by libvirt.
type StorageReservations struct {
	Ref              source.Ref
	Managed          source.Val[bool]
	Type, Path, Mode source.Val[string]
}
