package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

// limits is what cputune, memtune and blkiotune say, as resource control of the
// service manager's (systemd.resource-control(5)).
func (u *units) limits() lines {
	list := u.cpuLimits()
	list = append(list, u.memoryLimits()...)
	list = append(list, u.blockLimits()...)
	u.threadLimits()
	return list
}

// The weights of control groups: 1 to 10000, 100 where nothing is said.
const weightMin, weightUsual, weightMax = 1, 100, 10000

// weight is n, of what is usual there, on the scale of control groups of version
// 2; as systemd converts CPUShares= and BlockIOWeight=.
func weight(n, usual uint64) uint64 {
	if n > weightMax*usual/weightUsual {
		return weightMax
	}
	return max(n*weightUsual/usual, weightMin)
}

// What libvirt's weights are where nothing is said.
const usualShares, usualBlockWeight = 1024, 500

func (u *units) cpuLimits() lines {
	var list lines
	t := &u.Domain.Tune
	if t.Shares.V() > 0 {
		list.addf("CPUWeight", "%d", weight(t.Shares.V(), usualShares))
	}
	if percent, period := u.quota(); percent > 0 {
		list.addf("CPUQuota", "%d%%", percent)
		if period > 0 {
			list.addf("CPUQuotaPeriodSec", "%dus", period)
		}
	}
	if v := &u.Domain.VCPU; v.CPUSet.IsSet() && !source.Is(v.Placement, domain.PlacementAuto) {
		list.addf("CPUAffinity", "%s", v.CPUSet.V())
	}
	return list
}

// usualPeriod is that of a quota without one, in microseconds. Source: the
// kernel's documentation of cpu.max.
const usualPeriod = 100000

// quota is how much the guest may use in percent of a CPU, 0 for no limit, and
// the period in microseconds, 0 where nothing is said.
func (u *units) quota() (percent, period uint64) {
	t := &u.Domain.Tune
	if t.All.Quota.V() > 0 {
		return share(&t.All), t.All.Period.V()
	}
	if t.VCPU.Quota.V() <= 0 {
		return 0, 0
	}
	percent = share(&t.VCPU) * max(u.Domain.VCPU.Max.V(), 1)
	for _, other := range []struct {
		time  *domain.CPUTime
		count int
	}{{&t.Emulator, 1}, {&t.IOThread, len(u.Domain.IOThreads.List)}} {
		if other.time.Quota.V() > 0 {
			percent += share(other.time) * uint64(other.count)
		}
	}
	u.diag.Note(source.Replaced, t.VCPU.Quota.Ref(), "systemd limits the guest as a whole, not each of its CPUs: to %d%% of one CPU", percent)
	return percent, t.VCPU.Period.V()
}

// share is how much of a CPU t is, in percent.
func share(t *domain.CPUTime) uint64 {
	period := t.Period.V()
	if period == 0 {
		period = usualPeriod
	}
	return (uint64(t.Quota.V())*100 + period - 1) / period
}

// memoryLimits are those of memtune. The limit on memory and swap together is
// one on swap here, as libvirt has it with control groups of version 2.
func (u *units) memoryLimits() lines {
	var list lines
	t := &u.Domain.Memory.Tune
	for _, o := range []struct {
		name string
		v    source.Val[uint64]
	}{{"MemoryMin", t.MinGuarantee}, {"MemoryHigh", t.SoftLimit}, {"MemoryMax", t.HardLimit}} {
		if kib, ok := o.v.Get(); ok && kib < unlimited {
			list.addf(o.name, "%dK", kib)
		}
	}
	if swap := t.SwapHardLimit.V(); swap > t.HardLimit.V() && swap < unlimited {
		list.addf("MemorySwapMax", "%dK", swap-t.HardLimit.V())
	}
	if source.Is(u.Domain.Memory.Backing.Locked, true) || u.uses("vfio-") {
		list.add(sectionService, "LimitMEMLOCK", "infinity")
	}
	return list
}

// unlimited is from how many KiB on a limit is none. Source:
// VIR_DOMAIN_MEMORY_PARAM_UNLIMITED in libvirt's documentation.
const unlimited = 9007199254740991

func (u *units) blockLimits() lines {
	var list lines
	t := &u.Domain.BlockTune
	if t.Weight.V() > 0 {
		list.addf("IOWeight", "%d", weight(t.Weight.V(), usualBlockWeight))
	}
	for i := range t.Devices {
		d := &t.Devices[i]
		path := render.UnitWord(d.Path.V())
		if d.Weight.V() > 0 {
			list.addf("IODeviceWeight", "%s %d", path, weight(d.Weight.V(), usualBlockWeight))
		}
		for _, o := range []struct {
			name string
			v    source.Val[uint64]
		}{
			{"IOReadBandwidthMax", d.ReadBytes},
			{"IOWriteBandwidthMax", d.WriteBytes},
			{"IOReadIOPSMax", d.ReadOps},
			{"IOWriteIOPSMax", d.WriteOps},
		} {
			if o.v.V() > 0 {
				list.addf(o.name, "%s %d", path, o.v.V())
			}
		}
	}
	return list
}

// threadLimits says what holds for some of QEMU's threads only: a unit has no
// way to tell them apart.
func (u *units) threadLimits() {
	t := &u.Domain.Tune
	warn := func(ref source.Ref, what string) {
		if !ref.IsZero() {
			u.diag.Warn(source.RunTime, ref, "systemd can't tell threads apart: %s", what).
				WithHint("bind QEMU's threads with taskset and chrt after each start, or start the guest with qemuxml run")
		}
	}
	for _, p := range t.VCPUPins {
		warn(p.Ref, fmt.Sprintf("CPU %d of the guest is bound to no CPU of the host", p.ID.V()))
	}
	for _, p := range t.IOThreadPins {
		warn(p.Ref, fmt.Sprintf("iothread %d is bound to no CPU of the host", p.ID.V()))
	}
	warn(t.EmulatorPin.Ref(), "the emulator's are bound to no CPU")
	for _, s := range append(t.VCPUScheds[:len(t.VCPUScheds):len(t.VCPUScheds)], t.IOThreadScheds...) {
		warn(s.Ref, "these have the usual scheduler")
	}
	warn(t.EmulatorSched.Ref, "the emulator's have the usual scheduler")
}

// uses tells whether the command line holds text, or a file has it in its path.
func (u *units) uses(text string) bool {
	words := slices.Concat([]string{u.Program}, u.Extra, u.Files)
	for i := range u.Options {
		words = append(words, render.Words(&u.Options[i])...)
	}
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, text) })
}
