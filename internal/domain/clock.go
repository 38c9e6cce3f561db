package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The offsets of a clock, as libvirt names them.
const (
	ClockUTC       = "utc"
	ClockLocaltime = "localtime"
	ClockTimezone  = "timezone"
	ClockVariable  = "variable"
	ClockAbsolute  = "absolute"
)

// The names of timers.
const (
	TimerPlatform    = "platform"
	TimerPIT         = "pit"
	TimerRTC         = "rtc"
	TimerHPET        = "hpet"
	TimerTSC         = "tsc"
	TimerKVMClock    = "kvmclock"
	TimerHypervClock = "hypervclock"
	TimerARMVTimer   = "armvtimer"
)

// Clock is <clock>: what the guest's real time clock starts at, and its timers.
type Clock struct {
	Ref    source.Ref
	Offset source.Val[string] // utc, localtime, timezone, variable, absolute
	// Adjustment is what is added to Basis (utc or localtime), in seconds, where
	// Offset is variable.
	Adjustment source.Val[int64]
	Basis      source.Val[string]
	Timezone   source.Val[string]
	// Start is seconds since 1970, where Offset is absolute.
	Start  source.Val[uint64]
	Timers []*Timer
}

// Timer is a <timer> of the clock.
type Timer struct {
	Ref     source.Ref
	Name    source.Val[string]
	Present source.Val[bool]
	// TickPolicy is what becomes of ticks that the guest missed: delay,
	// catchup, merge, discard.
	TickPolicy source.Val[string]
	Track      source.Val[string] // boot, guest, wall, realtime
	Frequency  source.Val[uint64] // Hz; 0 for QEMU's choice
	Mode       source.Val[string] // auto, native, emulate, paravirt, smpsafe
	CatchUp    CatchUp
}

// CatchUp is how the ticks that a guest missed are delivered.
type CatchUp struct {
	Threshold, Slew, Limit source.Val[uint64]
}

// Timer is the timer called name, nil where there is none.
func (c *Clock) Timer(name string) *Timer {
	for _, t := range c.Timers {
		if t.Name.V() == name {
			return t
		}
	}
	return nil
}

// PM is <pm>: whether the guest may suspend to memory (S3) and to disk (S4).
type PM struct {
	SuspendToMem, SuspendToDisk source.Val[bool]
}
