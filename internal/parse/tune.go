package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// tune reads <cputune> of <domain>, which c stands on.
func tune(c Cursor) domain.Tune {
	t := c.Child("cputune")
	if !t.Ok() {
		return domain.Tune{}
	}
	return domain.Tune{
		Ref:            t.Ref(),
		VCPUPins:       pins(t, "vcpupin", "vcpu"),
		EmulatorPin:    t.Child("emulatorpin").Set("cpuset"),
		IOThreadPins:   pins(t, "iothreadpin", "iothread"),
		VCPUScheds:     scheds(t, "vcpusched", "vcpus"),
		IOThreadScheds: scheds(t, "iothreadsched", "iothreads"),
		EmulatorSched:  sched(t.Child("emulatorsched"), ""),
		Shares:         t.Child("shares").UintText(1<<64 - 1),
		All:            cpuTime(t, "global_"),
		VCPU:           cpuTime(t, ""),
		Emulator:       cpuTime(t, "emulator_"),
		IOThread:       cpuTime(t, "iothread_"),
		Resctrl:        source.First(t.Child("cachetune").Ref(), t.Child("memorytune").Ref()),
	}
}

// What the kernel takes of a period and a quota, in microseconds. Source:
// VIR_CGROUP_CPU_PERIOD_MIN and its neighbours in libvirt's vircgroup.h.
const (
	periodMin, periodMax = 1000, 1000000
	quotaMin, quotaMax   = 1000, 1<<44 - 1
)

func cpuTime(c Cursor, prefix string) domain.CPUTime {
	b := domain.CPUTime{Period: c.Child(prefix + "period").UintText(1<<64 - 1), Quota: c.Child(prefix + "quota").IntText()}
	if p := b.Period.V(); p != 0 && (p < periodMin || p > periodMax) {
		c.r.diag.Error(source.OutOfRange, b.Period.Ref(), "a period is %d to %d microseconds", periodMin, periodMax)
	}
	if q := b.Quota.V(); q > 0 && (q < quotaMin || q > quotaMax) {
		c.r.diag.Error(source.OutOfRange, b.Quota.Ref(), "a quota is %d to %d microseconds, or negative for none", quotaMin, int64(quotaMax))
	}
	return b
}

// blockTune reads the <blkiotune> that c stands on.
func blockTune(c Cursor) domain.BlockTune {
	if !c.Ok() {
		return domain.BlockTune{}
	}
	t := domain.BlockTune{Ref: c.Ref(), Weight: c.Child("weight").UintText(1<<32 - 1)}
	seen := map[string]bool{}
	for d := range c.Children("device") {
		dev := blockTuneDevice(d)
		switch path := dev.Path.V(); {
		case path == "":
			c.r.diag.Error(source.MissingValue, dev.Ref, "the device needs a <path>")
		case seen[path]:
			c.r.diag.Error(source.Duplicate, dev.Path.Ref(), "the device %s is tuned twice", path)
		default:
			seen[path] = true
			t.Devices = append(t.Devices, dev)
		}
	}
	return t
}

func blockTuneDevice(c Cursor) domain.BlockTuneDevice {
	return domain.BlockTuneDevice{
		Ref:        c.Ref(),
		Path:       c.Child("path").Text(),
		Weight:     c.Child("weight").UintText(1<<32 - 1),
		ReadBytes:  c.Child("read_bytes_sec").UintText(1<<64 - 1),
		WriteBytes: c.Child("write_bytes_sec").UintText(1<<64 - 1),
		ReadOps:    c.Child("read_iops_sec").UintText(1<<32 - 1),
		WriteOps:   c.Child("write_iops_sec").UintText(1<<32 - 1),
	}
}

func pins(c Cursor, name, id string) []domain.Pin {
	var list []domain.Pin
	for p := range c.Children(name) {
		p.Require(id)
		p.Require("cpuset")
		list = append(list, domain.Pin{Ref: p.Ref(), ID: p.UintMax(id, 1<<32-1), CPUs: p.Set("cpuset")})
	}
	return list
}

func scheds(c Cursor, name, ids string) []domain.Sched {
	var list []domain.Sched
	for s := range c.Children(name) {
		s.Require(ids)
		list = append(list, sched(s, ids))
	}
	return list
}

func sched(c Cursor, ids string) domain.Sched {
	if !c.Ok() {
		return domain.Sched{}
	}
	c.Require("scheduler")
	s := domain.Sched{Ref: c.Ref(), Scheduler: c.Enum("scheduler", "batch", "idle", "fifo", "rr")}
	if ids != "" {
		s.IDs = c.Set(ids)
	}
	if v := s.Scheduler.V(); v == "fifo" || v == "rr" {
		c.Require("priority")
		s.Priority = c.Int("priority")
	}
	return s
}
