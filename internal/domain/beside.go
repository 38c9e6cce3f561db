package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Beside is what libvirt reads for itself, and tells QEMU nothing of.
type Beside struct {
	Title  source.Val[string]
	Perf   []PerfEvent
	Leases []Lease
	IDMap  OwnerMap
	// PinAgain and SchedAgain are the second <emulatorpin> and <emulatorsched>,
	// each with its attributes; nil where there is none.
	PinAgain, SchedAgain []source.Ref
}

// PerfEvent is an <event> that libvirt counts on the host.
type PerfEvent struct {
	Ref           source.Ref
	Name, Enabled source.Val[string]
}

// Lease is a lock that libvirt's lock manager takes.
type Lease struct {
	Ref          source.Ref
	Key          source.Val[string]
	Lockspace    source.Ref
	Target       source.Ref
	Path, Offset source.Val[string]
}

// OwnerMap is the <idmap> of a container: whose files are whose. The numbers are
// as they were written.
type OwnerMap struct {
	UIDs, GIDs []OwnerRange
}

// OwnerRange is one range of an OwnerMap.
type OwnerRange struct {
	Ref                  source.Ref
	Start, Target, Count source.Val[string]
}
