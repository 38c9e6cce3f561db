package parse

import "github.com/qemuxml/qemuxml/internal/domain"

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
