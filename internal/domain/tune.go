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
