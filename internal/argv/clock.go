package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// clock is what the real time clock starts at, and the timers that are neither
// part of the machine nor of the CPU.
func (b *builder) clock() []*option.Option {
	opts := b.rtc()
	for _, t := range b.dom.Clock.Timers {
		switch t.Name.V() {
		case domain.TimerPIT:
			opts = append(opts, b.pit(t)...)
		case domain.TimerHPET:
			opts = append(opts, b.noHPET(t)...)
		case domain.TimerRTC, domain.TimerKVMClock, domain.TimerHypervClock, domain.TimerTSC, domain.TimerARMVTimer:
			// Part of -rtc, and features of the CPU.
		}
		b.alwaysThere(t)
	}
	return opts
}

// alwaysThere says of a timer that is merely to be there that it is.
func (b *builder) alwaysThere(t *domain.Timer) {
	switch t.Name.V() {
	case domain.TimerPIT, domain.TimerRTC, domain.TimerTSC, domain.TimerARMVTimer:
		if source.Is(t.Present, true) {
			b.Diag.Info(source.AsDefault, t.Present.Ref(), "the %s is always there", t.Name.V()).Accounting(t.Name.Ref())
		}
	}
}

func (b *builder) rtc() []*option.Option {
	c := &b.dom.Clock
	if !b.Target.Has("rtc") {
		return b.oldRTC()
	}
	base, refs := b.clockBase()
	o := option.New("rtc", c.Offset.Ref()).Str("base", base, refs...)
	if t := c.Timer(domain.TimerRTC); t != nil {
		b.rtcTimer(o, t)
	}
	if !b.Profile.QEMUDefaults && c.Offset.Ref().Rule() != "" && len(o.Params) == 1 {
		return nil
	}
	return []*option.Option{o}
}

// rtcTimer adds what the timer rtc says to the -rtc o.
func (b *builder) rtcTimer(o *option.Option, t *domain.Timer) {
	switch t.Track.V() {
	case "guest":
		o.Str("clock", "vm", t.Name.Ref(), t.Track.Ref())
	case "wall":
		o.Str("clock", "host", t.Name.Ref(), t.Track.Ref())
	case "realtime":
		o.Str("clock", "rt", t.Name.Ref(), t.Track.Ref())
	}
	switch t.TickPolicy.V() {
	case "catchup":
		o.Str("driftfix", "slew", t.Name.Ref(), t.TickPolicy.Ref())
	case "delay":
		// Late ticks are QEMU's own way.
		o.Cite(t.Name.Ref(), t.TickPolicy.Ref())
	}
}

// oldRTC is the clock before -rtc: UTC unless a switch says otherwise.
func (b *builder) oldRTC() []*option.Option {
	c := &b.dom.Clock
	var opts []*option.Option
	switch base, refs := b.clockBase(); base {
	case domain.ClockUTC:
		b.asDefault("the clock is UTC", refs...)
	case domain.ClockLocaltime:
		opts = append(opts, option.New("localtime", refs...))
	default:
		opts = append(opts, option.Text("startdate", base, refs...))
	}
	if t := c.Timer(domain.TimerRTC); t != nil && source.Is(t.TickPolicy, "catchup") {
		opts = append(opts, option.New("rtc-td-hack", t.Name.Ref(), t.TickPolicy.Ref()))
	}
	return opts
}

// clockBase is what the clock starts at: utc, localtime or a date, and the items
// that decided so.
func (b *builder) clockBase() (base string, refs []source.Ref) {
	c := &b.dom.Clock
	switch c.Offset.V() {
	case domain.ClockLocaltime:
		return domain.ClockLocaltime, []source.Ref{c.Offset.Ref()}
	case domain.ClockTimezone:
		// The time zone itself is TZ in QEMU's environment.
		return domain.ClockLocaltime, []source.Ref{c.Offset.Ref(), c.Timezone.Ref()}
	case domain.ClockAbsolute:
		return host.Date(int64(c.Start.V())), []source.Ref{c.Offset.Ref(), c.Start.Ref()}
	case domain.ClockVariable:
		return b.variableBase(), []source.Ref{c.Offset.Ref(), c.Basis.Ref(), c.Adjustment.Ref()}
	}
	return domain.ClockUTC, []source.Ref{c.Offset.Ref()}
}

// variableBase is the start of a clock that is a number of seconds off. QEMU
// takes no such number, so it is the date at which the clock would stand now.
func (b *builder) variableBase() string {
	c := &b.dom.Clock
	adjustment := c.Adjustment.V()
	if adjustment == 0 && !b.Profile.ClockDates {
		return c.Basis.V()
	}
	if b.Now == nil {
		b.Diag.Warn(source.Derived, c.Adjustment.Ref(), "the clock starts %d seconds off, from a time that is not known", adjustment)
		return c.Basis.V()
	}
	if !b.Profile.ClockDates {
		b.Diag.Note(source.Derived, c.Adjustment.Ref(), "the clock starts at the time of this translation, %d seconds off", adjustment).
			WithHint("translate again before each start")
	}
	now := b.Now()
	start := now.Unix + adjustment
	if c.Basis.V() == domain.ClockLocaltime {
		start += now.East
	}
	return host.Date(start)
}

// pit is what becomes of the ticks that a guest missed, which only KVM's timer
// can be told. It catches up by itself, and libvirt has it wait where the XML
// does not say (qemuBuildClockCommandLine).
func (b *builder) pit(t *domain.Timer) []*option.Option {
	policy := t.TickPolicy.Or("default: tick policy of the PIT", "delay")
	switch {
	case policy.V() == "catchup":
		return nil
	case !b.Target.Has("kvm-pit-lost-tick-policy"):
		if t.TickPolicy.IsSet() {
			b.Diag.Warn(source.NeedsQEMU, t.TickPolicy.Ref(), "this QEMU's PIT can't be told what to do with missed ticks").Accounting(t.Name.Ref())
		}
		return nil
	}
	return []*option.Option{option.New("global", t.Name.Ref()).Str("kvm-pit.lost_tick_policy", policy.V(), t.Name.Ref(), policy.Ref())}
}

// noHPET leaves out the HPET where -machine can't.
func (b *builder) noHPET(t *domain.Timer) []*option.Option {
	switch {
	case b.Target.Has("machine-hpet") || !b.Target.Has("no-hpet"):
		return nil
	case !source.Is(t.Present, false):
		b.asDefault("a part of the machine", t.Name.Ref(), t.Present.Ref())
		return nil
	}
	return []*option.Option{option.New("no-hpet", t.Name.Ref(), t.Present.Ref())}
}

// clockMachine adds the timers that are part of a board to the -machine o.
func (b *builder) clockMachine(o *option.Option) {
	if !b.Target.Has("machine-hpet") {
		return
	}
	for _, t := range b.dom.Clock.Timers {
		if source.Is(t.Name, domain.TimerHPET) && t.Present.IsSet() {
			o.OnOff("hpet", t.Present.V(), t.Name.Ref(), t.Present.Ref())
		}
	}
}
