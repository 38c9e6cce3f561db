package parse

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func hyperV(c Cursor) domain.HyperV {
	if !c.Ok() {
		return domain.HyperV{}
	}
	return domain.HyperV{
		Ref:  c.Ref(),
		Mode: c.Enum("mode", "custom", "passthrough"),

		Relaxed:         c.Child("relaxed").mustState(),
		VAPIC:           c.Child("vapic").mustState(),
		VPIndex:         c.Child("vpindex").mustState(),
		Runtime:         c.Child("runtime").mustState(),
		Synic:           c.Child("synic").mustState(),
		Reset:           c.Child("reset").mustState(),
		Frequencies:     c.Child("frequencies").mustState(),
		Reenlightenment: c.Child("reenlightenment").mustState(),
		IPI:             c.Child("ipi").mustState(),
		EVMCS:           c.Child("evmcs").mustState(),
		AVIC:            c.Child("avic").mustState(),
		EMSRBitmap:      c.Child("emsr_bitmap").mustState(),
		XMMInput:        c.Child("xmm_input").mustState(),

		Spinlocks: hyperVSpinlocks(c.Child("spinlocks")),
		STimer:    domain.HyperVSTimer{State: c.Child("stimer").mustState(), Direct: c.Child("stimer").Child("direct").mustState()},
		TLBFlush: domain.HyperVTLBFlush{
			State:    c.Child("tlbflush").mustState(),
			Direct:   c.Child("tlbflush").Child("direct").mustState(),
			Extended: c.Child("tlbflush").Child("extended").mustState(),
		},
		VendorID: hyperVVendorID(c.Child("vendor_id")),
	}
}

func hyperVSpinlocks(c Cursor) domain.HyperVSpinlocks {
	const fewest = 0xfff // the least that Windows takes; HYPERV_SPINLOCKS in libvirt's schema
	s := domain.HyperVSpinlocks{State: c.mustState()}
	if !source.Is(s.State, true) {
		return s
	}
	c.Require("retries")
	s.Retries = c.UintMax("retries", 1<<32-1)
	if n, ok := s.Retries.Get(); ok && n < fewest {
		c.r.diag.Error(source.OutOfRange, s.Retries.Ref(), "the guest must retry at least %d times", fewest)
		s.Retries = source.Val[uint64]{}
	}
	return s
}

func hyperVVendorID(c Cursor) domain.HyperVVendorID {
	const longest = 12 // three registers of CPUID
	id := domain.HyperVVendorID{State: c.mustState()}
	if !source.Is(id.State, true) {
		return id
	}
	id.Value = c.Require("value")
	switch v := id.Value.V(); {
	case len(v) > longest:
		c.r.diag.Error(source.OutOfRange, id.Value.Ref(), "the vendor %q is longer than %d characters", v, longest)
	case strings.Contains(v, ","):
		c.r.diag.Error(source.BadValue, id.Value.Ref(), "the vendor %q holds a comma", v)
	default:
		return id
	}
	id.Value = source.Val[string]{}
	return id
}
