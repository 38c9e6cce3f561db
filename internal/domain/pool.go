package domain

// Pool is a storage pool as a host defines it. It is a fact of the host and not
// of the domain's XML, so its values carry no Ref.
type Pool struct {
	Name string
	// Type is dir, fs, netfs, logical, disk, iscsi, iscsi-direct, scsi, mpath,
	// rbd, sheepdog, gluster, zfs or vstorage.
	Type string
	// Target is the directory that holds the volumes, "" where there is none.
	Target string
}
