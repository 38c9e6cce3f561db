package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Who chooses the host CPUs and NUMA nodes: the XML, or numad.
const (
	PlacementStatic = "static"
	PlacementAuto   = "auto"
)

// VCPU is <vcpu>, and <vcpus> where each CPU is described by itself.
type VCPU struct {
	Ref source.Ref
	// Max is how many there can be, Current how many there are at start.
	Max, Current source.Val[uint64]
	Placement    source.Val[string]
	CPUSet       source.Val[Set] // host CPUs
	CPUs         []OneVCPU       // of <vcpus>
}

// OneVCPU is a <vcpu> of <vcpus>.
type OneVCPU struct {
	Ref                   source.Ref
	ID                    source.Val[uint64]
	Enabled, Hotpluggable source.Val[bool]
	Order                 source.Val[uint64] // counts from 1
}

// IOThreads are the threads that serve disks: List has one for each, once
// resolved.
type IOThreads struct {
	Count   source.Val[uint64]
	List    []*IOThread
	Default DefaultIOThread
}

// IOThread is an <iothread> of <iothreadids>.
type IOThread struct {
	Ref     source.Ref
	ID      source.Val[uint64]
	PoolMin source.Val[uint64]
	PoolMax source.Val[uint64]
	Poll    Polling
}

// Polling is how long an iothread busy-waits: Max in nanoseconds, 0 to never.
type Polling struct {
	Max, Grow, Shrink source.Val[uint64]
}

// DefaultIOThread is <defaultiothread>: the thread pool of QEMU's main loop.
type DefaultIOThread struct {
	Ref              source.Ref
	PoolMin, PoolMax source.Val[uint64]
}
