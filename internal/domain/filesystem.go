package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Filesystem is a directory of the host that the guest mounts, <filesystem>.
type Filesystem struct {
	Device
	Type       source.Val[string] // mount is the only one of QEMU
	Model      source.Val[string]
	AccessMode source.Val[string] // passthrough, mapped, squash
	// FMode and DMode are the permissions of new files and directories.
	FMode, DMode source.Val[uint64]
	MultiDevs    source.Val[string] // remap, forbid, warn
	Driver       FilesystemDriver
	Source       source.Val[string] // the directory
	// Socket is that of a virtiofsd that runs already.
	Socket    source.Val[string]
	SourceRef source.Ref
	Target    source.Val[string] // the mount tag
	ReadOnly  source.Ref         // zero where writable
	SpaceHard source.Val[uint64]
	SpaceSoft source.Val[uint64]
	Virtiofs  VirtiofsDaemon
}

// FilesystemDriver is the <driver> of a file system.
type FilesystemDriver struct {
	Type     source.Val[string] // path, handle, virtiofs, mtp, ...
	Format   source.Val[string]
	WRPolicy source.Val[string] // immediate
	Queue    source.Val[uint64] // entries of the virtqueue
}

// VirtiofsDaemon is the <binary> that serves a virtiofs and its <idmap>.
type VirtiofsDaemon struct {
	Ref        source.Ref
	Path       source.Val[string]
	XAttr      source.Val[bool]
	Cache      source.Val[string]
	Sandbox    source.Val[string]
	PosixLock  source.Val[bool]
	Flock      source.Val[bool]
	ThreadPool source.Val[uint64]
	OpenFiles  source.Val[uint64]
	UIDs, GIDs []IDMap
}

// IDMap is a range of user or group ids of the guest and where it starts on the
// host.
type IDMap struct {
	Ref                  source.Ref
	Start, Target, Count source.Val[uint64]
}
