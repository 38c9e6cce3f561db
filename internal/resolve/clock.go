package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (r *resolver) clock() {
	c := &r.dom.Clock
	c.Offset.SetDefault("default: clock offset", domain.ClockUTC)
	if c.Offset.V() == domain.ClockVariable {
		c.Adjustment.SetDefault("default: clock adjustment", 0)
		c.Basis.SetDefault("default: clock basis", domain.ClockUTC)
	}
	r.checkClockStart()
	for _, t := range c.Timers {
		r.checkTimer(t)
	}
	r.checkSuspend()
}

// checkClockStart holds the start of the clock against what a date of four
// digits a year can say.
func (r *resolver) checkClockStart() {
	const lastSecond = 253402300799 // 9999-12-31T23:59:59
	if start := r.dom.Clock.Start; start.V() > lastSecond {
		r.Diag.Error(source.OutOfRange, start.Ref(), "attribute start: %d is after the year 9999", start.V()).
			WithHint("start is in seconds since 1970, %d at most", lastSecond)
	}
}

// checkTimer refuses what a timer does not have. The rules are libvirt's
// virDomainDefPostParseTimer and qemuValidateDomainDefClockTimers.
func (r *resolver) checkTimer(t *domain.Timer) {
	r.checkTimerAttributes(t)
	switch t.Name.V() {
	case domain.TimerPlatform:
		r.Diag.Error(source.Invalid, t.Name.Ref(), "QEMU has no timer called platform")
	case domain.TimerTSC, domain.TimerKVMClock, domain.TimerHypervClock, domain.TimerHPET:
		if !r.Target.Arch.IsX86() && source.Is(t.Present, true) {
			r.Diag.Error(source.Invalid, t.Present.Ref(), "%s guests have no %s timer", r.Target.Arch, t.Name.V())
		}
	case domain.TimerRTC:
		r.timerLacks(t, t.Track, "boot")
		r.timerLacks(t, t.TickPolicy, "merge", "discard")
	case domain.TimerPIT:
		r.timerLacks(t, t.TickPolicy, "merge")
		if !r.Target.Has("kvm-pit-lost-tick-policy") {
			r.timerLacks(t, t.TickPolicy, "catchup")
		}
	case domain.TimerARMVTimer:
		r.checkARMTimer(t)
	}
}

// timerLacks reports v where it is one of the words that t does not take.
func (r *resolver) timerLacks(t *domain.Timer, v source.Val[string], words ...string) {
	for _, w := range words {
		if source.Is(v, w) {
			r.Diag.Error(source.Invalid, v.Ref(), "the timer %s can't do %q", t.Name.V(), w)
		}
	}
}

// checkTimerAttributes refuses attributes that only other timers have.
func (r *resolver) checkTimerAttributes(t *domain.Timer) {
	name := t.Name.V()
	refuse := func(set bool, ref source.Ref, what string) {
		if set {
			r.Diag.Error(source.Invalid, ref, "the timer %s has no %s", name, what)
		}
	}
	refuse((name == domain.TimerKVMClock || name == domain.TimerHypervClock) && t.TickPolicy.IsSet(), t.TickPolicy.Ref(), "tickpolicy")
	refuse(name != domain.TimerTSC && t.Frequency.V() != 0, t.Frequency.Ref(), "frequency")
	refuse(name != domain.TimerTSC && t.Mode.IsSet(), t.Mode.Ref(), "mode")
	refuse(name != domain.TimerPlatform && name != domain.TimerRTC && t.Track.IsSet(), t.Track.Ref(), "track")
	for _, limit := range []source.Val[uint64]{t.CatchUp.Threshold, t.CatchUp.Slew, t.CatchUp.Limit} {
		if limit.V() != 0 && t.TickPolicy.V() != "catchup" {
			r.Diag.Error(source.Invalid, limit.Ref(), "limits of catching up need tickpolicy='catchup'")
		}
	}
}

// checkARMTimer checks the virtual timer of ARM, which only KVM adjusts.
func (r *resolver) checkARMTimer(t *domain.Timer) {
	if r.dom.Type.V() != "kvm" || !qemu.IsARMVirt(r.dom.OS.Machine.V(), r.Target.Arch) {
		r.Diag.Error(source.Invalid, t.Name.Ref(), "only virt machines of ARM under KVM have an armvtimer")
		return
	}
	if source.Is(t.Present, false) {
		r.Diag.Error(source.Invalid, t.Present.Ref(), "the armvtimer can't be turned off")
	}
	if !r.Target.Has("cpu.kvm-no-adjvtime") {
		r.Diag.Error(source.NeedsQEMU, t.Name.Ref(), "this QEMU can't set up the armvtimer")
	}
	r.timerLacks(t, t.TickPolicy, "catchup", "merge")
}

// checkSuspend refuses <pm> where there is no ACPI of a PC to suspend with.
func (r *resolver) checkSuspend() {
	for _, v := range []source.Val[bool]{r.dom.PM.SuspendToMem, r.dom.PM.SuspendToDisk} {
		if v.IsSet() && !r.Target.Arch.IsX86() {
			r.Diag.Error(source.Invalid, v.Ref(), "suspending can be set up for x86 guests only")
		}
	}
}
