package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Tune is <cputune>, which libvirt applies to QEMU's threads from outside.
type Tune struct {
	Ref            source.Ref
	VCPUPins       []Pin
	EmulatorPin    source.Val[Set]
	IOThreadPins   []Pin
	VCPUScheds     []Sched
	IOThreadScheds []Sched
	EmulatorSched  Sched
	// Resctrl is where the first part of the host's cache or memory bandwidth is
	// set aside.
	Resctrl source.Ref

	// Shares is the weight against other guests, 1024 where nothing is said.
	Shares source.Val[uint64]
	// All is for the guest as a whole, VCPU and IOThread for each of these
	// threads, Emulator for all the others together.
	All, VCPU, Emulator, IOThread CPUTime
}

// CPUTime is how much of the time of a CPU may be used: Quota of each Period,
// both in microseconds. A negative Quota is no limit.
type CPUTime struct {
	Period source.Val[uint64]
	Quota  source.Val[int64]
}

// BlockTune is <blkiotune>, which limits a guest's use of block devices of the
// host from outside.
type BlockTune struct {
	Ref     source.Ref
	Weight  source.Val[uint64] // against other guests, 10 to 1000
	Devices []BlockTuneDevice
}

// BlockTuneDevice is what a guest may do with the device at Path, a second.
type BlockTuneDevice struct {
	Ref                   source.Ref
	Path                  source.Val[string]
	Weight                source.Val[uint64]
	ReadBytes, WriteBytes source.Val[uint64]
	ReadOps, WriteOps     source.Val[uint64]
}

// Pin binds a vCPU or an iothread to host CPUs.
type Pin struct {
	Ref  source.Ref
	ID   source.Val[uint64]
	CPUs source.Val[Set]
}

// Sched is the scheduler of some threads: batch, idle, fifo or rr.
type Sched struct {
	Ref       source.Ref
	IDs       source.Val[Set]
	Scheduler source.Val[string]
	Priority  source.Val[int64]
}
