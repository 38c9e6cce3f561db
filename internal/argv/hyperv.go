package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// cpuTimers adds the timers that are features of the CPU.
func (b *builder) cpuTimers(o *option.Option) {
	for _, t := range b.dom.Clock.Timers {
		switch t.Name.V() {
		case domain.TimerKVMClock:
			if on, ok := t.Present.Get(); ok {
				b.cpuFlag(o, "kvmclock", on, t.Name.Ref(), t.Present.Ref())
			}
		case domain.TimerHypervClock:
			b.enlightenment(o, "hv-time", t.Present, t.Name.Ref())
		case domain.TimerTSC:
			if t.Frequency.V() > 0 {
				o.Uint("tsc-frequency", t.Frequency.V(), t.Name.Ref(), t.Frequency.Ref())
			}
		case domain.TimerARMVTimer:
			b.armTimer(o, t)
		case domain.TimerPIT, domain.TimerRTC, domain.TimerHPET:
			// Devices.
		}
	}
}

// armTimer adds whether the virtual timer of an ARM guest stands still while
// the guest does.
func (b *builder) armTimer(o *option.Option, t *domain.Timer) {
	switch t.TickPolicy.V() {
	case "delay":
		o.OnOff("kvm-no-adjvtime", false, t.Name.Ref(), t.TickPolicy.Ref())
	case "discard":
		o.OnOff("kvm-no-adjvtime", true, t.Name.Ref(), t.TickPolicy.Ref())
	}
}

// cpuParavirtual adds what a guest of KVM need not trap for.
func (b *builder) cpuParavirtual(o *option.Option) {
	f := &b.dom.Features
	if on, ok := f.APIC.EOI.Get(); ok {
		b.cpuFlag(o, "kvm-pv-eoi", on, f.APIC.EOI.Ref())
	}
	if on, ok := f.PVSpinlock.Get(); ok {
		b.cpuFlag(o, "kvm-pv-unhalt", on, f.PVSpinlock.Ref())
	}
}

// hyperV adds what of Microsoft's hypervisor the guest sees.
func (b *builder) hyperV(o *option.Option) {
	h := &b.dom.Features.HyperV
	if h.Mode.V() == "passthrough" {
		o.OnOff("hv-passthrough", true, h.Mode.Ref())
		return
	}
	b.enlightenment(o, "hv-relaxed", h.Relaxed)
	b.enlightenment(o, "hv-vapic", h.VAPIC)
	b.hyperVSpinlocks(o)
	b.enlightenment(o, "hv-vpindex", h.VPIndex)
	b.enlightenment(o, "hv-runtime", h.Runtime)
	b.enlightenment(o, "hv-synic", h.Synic)
	b.enlightenment(o, "hv-stimer", h.STimer.State)
	if h.STimer.State.V() || !h.STimer.Direct.V() {
		b.enlightenment(o, "hv-stimer-direct", h.STimer.Direct)
	}
	b.enlightenment(o, "hv-reset", h.Reset)
	b.hyperVVendor(o)
	b.enlightenment(o, "hv-frequencies", h.Frequencies)
	b.enlightenment(o, "hv-reenlightenment", h.Reenlightenment)
	b.enlightenment(o, "hv-tlbflush", h.TLBFlush.State)
	if h.TLBFlush.State.V() {
		b.enlightenment(o, "hv-tlbflush-direct", h.TLBFlush.Direct)
		b.enlightenment(o, "hv-tlbflush-ext", h.TLBFlush.Extended)
	}
	b.enlightenment(o, "hv-ipi", h.IPI)
	b.enlightenment(o, "hv-evmcs", h.EVMCS)
	b.enlightenment(o, "hv-avic", h.AVIC)
	b.enlightenment(o, "hv-emsr-bitmap", h.EMSRBitmap)
	b.enlightenment(o, "hv-xmm-input", h.XMMInput)
}

// enlightenment adds one of Hyper-V's features where v wants it: all are off by
// themselves. Before CPU features were properties, the word alone stood for it.
func (b *builder) enlightenment(o *option.Option, name string, v source.Val[bool], more ...source.Ref) {
	refs := append(more, v.Ref())
	switch {
	case !v.V():
		b.asDefault("off unless it is asked for", refs...)
	case b.hasCPUProperties():
		o.OnOff(name, true, refs...)
	default:
		o.Str("", strings.ReplaceAll(name, "-", "_"), refs...)
	}
}

func (b *builder) hyperVSpinlocks(o *option.Option) {
	s := &b.dom.Features.HyperV.Spinlocks
	if !s.State.V() {
		b.asDefault("off unless it is asked for", s.State.Ref())
		return
	}
	o.Str("hv-spinlocks", fmt.Sprintf("0x%x", s.Retries.V()), s.State.Ref(), s.Retries.Ref())
}

func (b *builder) hyperVVendor(o *option.Option) {
	v := &b.dom.Features.HyperV.VendorID
	if !v.State.V() {
		b.asDefault("off unless it is asked for", v.State.Ref())
		return
	}
	o.Str("hv-vendor-id", v.Value.V(), v.State.Ref(), v.Value.Ref())
}

// hyperVCrash lets the guest tell of a crash through Hyper-V's registers.
func (b *builder) hyperVCrash(o *option.Option) {
	for _, p := range b.dom.Devices.Panics {
		if p.Model.V() == "hyperv" {
			o.Str("", "hv-crash", p.Model.Ref())
			return
		}
	}
}

// kvmFeatures adds what of KVM the guest sees.
func (b *builder) kvmFeatures(o *option.Option) {
	k := &b.dom.Features.KVM
	if k.Hidden.V() {
		o.OnOff("kvm", false, k.Hidden.Ref())
	}
	if k.HintDedicated.V() {
		o.OnOff("kvm-hint-dedicated", true, k.HintDedicated.Ref())
	}
	if k.PollControl.V() {
		o.OnOff("kvm-poll-control", true, k.PollControl.Ref())
	}
	if source.Is(k.PVIPI, false) {
		o.OnOff("kvm-pv-ipi", false, k.PVIPI.Ref())
	}
}

// pmu adds the performance counters, which POWER guests always have.
func (b *builder) pmu(o *option.Option) {
	if !b.Target.Arch.IsPPC64() {
		o.OnOffVal("pmu", b.dom.Features.PMU)
	}
}
