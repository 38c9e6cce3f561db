package parse

import (
	"math"
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func clock(c Cursor) domain.Clock {
	k := domain.Clock{
		Ref: c.Ref(),
		Offset: c.Enum("offset", domain.ClockUTC, domain.ClockLocaltime, domain.ClockVariable, domain.ClockTimezone,
			domain.ClockAbsolute),
		Timers: each(c, "timer", timer),
	}
	if !c.Ok() {
		return k
	}
	switch k.Offset.V() {
	case domain.ClockVariable:
		k.Adjustment, k.Basis = c.Int("adjustment"), c.Enum("basis", domain.ClockUTC, domain.ClockLocaltime)
	case domain.ClockTimezone:
		k.Timezone = c.Require("timezone")
	case domain.ClockAbsolute:
		if c.Require("start").IsSet() {
			k.Start = c.UintMax("start", math.MaxInt64)
		}
	default:
		adjusted(c, &k)
	}
	return k
}

// adjusted reads the adjustment of a clock at utc or localtime. A number makes
// it variable, with the offset as its basis; reset only says that changes which
// the guest makes are forgotten at the next start.
func adjusted(c Cursor, k *domain.Clock) {
	text := c.Str("adjustment")
	if !text.IsSet() || text.V() == "reset" {
		return
	}
	seconds, err := strconv.ParseInt(text.V(), 10, 64)
	if err != nil {
		c.r.diag.Error(source.BadValue, text.Ref(), "attribute adjustment: %q is neither reset nor a number of seconds", text.V())
		return
	}
	k.Adjustment = source.Of(seconds, text.Ref())
	k.Basis = k.Offset.Or("default: clock basis", domain.ClockUTC)
	k.Offset = source.Of(domain.ClockVariable, text.Ref())
}

func timer(c Cursor) *domain.Timer {
	t := &domain.Timer{
		Ref: c.Ref(),
		Name: c.Enum("name", domain.TimerPlatform, domain.TimerPIT, domain.TimerRTC, domain.TimerHPET, domain.TimerTSC,
			domain.TimerKVMClock, domain.TimerHypervClock, domain.TimerARMVTimer),
		Present:    c.YesNo("present"),
		TickPolicy: c.Enum("tickpolicy", "delay", "catchup", "merge", "discard"),
		Track:      c.Enum("track", "boot", "guest", "wall", "realtime"),
		Frequency:  c.Uint("frequency"),
		Mode:       c.Enum("mode", "auto", "native", "emulate", "paravirt", "smpsafe"),
		CatchUp:    catchUp(c.Child("catchup")),
	}
	if !c.Require("name").IsSet() {
		return nil
	}
	return t
}

func catchUp(c Cursor) domain.CatchUp {
	return domain.CatchUp{Threshold: c.Uint("threshold"), Slew: c.Uint("slew"), Limit: c.Uint("limit")}
}

func pm(c Cursor) domain.PM {
	return domain.PM{
		SuspendToMem:  c.Child("suspend-to-mem").YesNo("enabled"),
		SuspendToDisk: c.Child("suspend-to-disk").YesNo("enabled"),
	}
}
