package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// vcpu reads <vcpu> and <vcpus> of <domain>, which c stands on.
func vcpu(c Cursor) domain.VCPU {
	v := c.Child("vcpu")
	cpus := domain.VCPU{
		Ref:       v.Ref(),
		Max:       v.UintText(1<<32 - 1),
		Current:   v.UintMax("current", 1<<32-1),
		Placement: v.Enum("placement", "static", "auto"),
	}
	if !source.Is(cpus.Placement, "auto") {
		// Libvirt doesn't look at it where numad chooses.
		cpus.CPUSet = v.Set("cpuset")
	}
	for one := range c.Child("vcpus").Children("vcpu") {
		one.Require("id")
		one.Require("enabled")
		cpus.CPUs = append(cpus.CPUs, domain.OneVCPU{
			Ref:          one.Ref(),
			ID:           one.UintMax("id", 1<<32-1),
			Enabled:      one.YesNo("enabled"),
			Hotpluggable: one.YesNo("hotpluggable"),
			Order:        one.UintMax("order", 1<<32-1),
		})
	}
	return cpus
}

// ioThreads reads <iothreads>, <iothreadids> and <defaultiothread>.
func ioThreads(c Cursor) domain.IOThreads {
	def := c.Child("defaultiothread")
	return domain.IOThreads{
		Count: c.Child("iothreads").UintText(1<<32 - 1),
		List:  each(c.Child("iothreadids"), "iothread", ioThread),
		Default: domain.DefaultIOThread{
			Ref:     def.Ref(),
			PoolMin: def.UintMax("thread_pool_min", 1<<31-1),
			PoolMax: def.UintMax("thread_pool_max", 1<<31-1),
		},
	}
}

func ioThread(c Cursor) *domain.IOThread {
	c.Require("id")
	poll := c.Child("poll")
	t := &domain.IOThread{
		Ref:     c.Ref(),
		ID:      c.UintMax("id", 1<<32-1),
		PoolMin: c.UintMax("thread_pool_min", 1<<31-1),
		PoolMax: c.UintMax("thread_pool_max", 1<<31-1),
		Poll: domain.Polling{
			Max:    poll.UintMax("max", 1<<63-1),
			Grow:   poll.UintMax("grow", 1<<63-1),
			Shrink: poll.UintMax("shrink", 1<<63-1),
		},
	}
	if source.Is(t.ID, 0) {
		c.r.diag.Error(source.OutOfRange, t.ID.Ref(), "the numbers of iothreads count from 1")
	}
	return t
}
