package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pm is what the guest's own power management leads to.
func (b *builder) pm() []*option.Option {
	opts := append(b.shutdown(), b.noACPI()...)
	return append(opts, b.suspend()...)
}

// shutdown is what becomes of QEMU when the guest powers off, reboots or
// crashes.
func (b *builder) shutdown() []*option.Option {
	e := &b.dom.Events
	switch {
	case !b.Profile.Frame:
		return b.actions()
	case !b.Target.Has("set-action") && b.neverReboots():
		return []*option.Option{option.New("no-reboot", e.Reboot.Ref())}
	case b.Target.Has("no-shutdown"):
		// Libvirt ends or restarts QEMU itself, once the monitor told it why.
		return []*option.Option{option.New("no-shutdown", e.Poweroff.Ref(), e.Reboot.Ref(), e.Crash.Ref())}
	}
	return nil
}

// neverReboots tells whether the end of the guest is the end of QEMU, however
// it comes about (qemuProcessPrepareAllowReboot).
func (b *builder) neverReboots() bool {
	e := &b.dom.Events
	return source.Is(e.Reboot, "destroy") && e.Poweroff.V() == "destroy" &&
		(e.Crash.V() == "destroy" || e.Crash.V() == "coredump-destroy")
}

// actions are the events that QEMU can act on by itself.
func (b *builder) actions() []*option.Option {
	b.Plan.End = plan.End{Poweroff: b.dom.Events.Poweroff.V(), Crash: b.dom.Events.Crash.V()}
	opts := b.rebootAction()
	if b.Profile.Attended && b.Target.Has("set-action") {
		return append(opts, b.attendedActions()...)
	}
	if e := b.dom.Events.Poweroff; e.V() == "restart" {
		b.Diag.Warn(source.NeedsLibvirt, e.Ref(), "QEMU ends when the guest powers off; nothing starts it again")
	}
	return append(opts, b.crashAction()...)
}

// attendedActions keep QEMU where more is to be done than to end it.
func (b *builder) attendedActions() []*option.Option {
	e, o := &b.dom.Events, option.New("action")
	if e.Poweroff.V() == "restart" {
		o.Str("shutdown", "pause", e.Poweroff.Ref())
	}
	if e.Crash.IsSet() && e.Crash.V() != "destroy" {
		o.Str("panic", "pause", e.Crash.Ref())
	}
	if len(o.Params) == 0 {
		return nil
	}
	return []*option.Option{o}
}

func (b *builder) rebootAction() []*option.Option {
	reboot := b.dom.Events.Reboot
	switch {
	case reboot.V() != "destroy":
		return nil
	case b.Target.Has("set-action"):
		return []*option.Option{option.New("action", reboot.Ref()).Str("reboot", "shutdown", reboot.Ref())}
	}
	return []*option.Option{option.New("no-reboot", reboot.Ref())}
}

func (b *builder) crashAction() []*option.Option {
	crash := b.dom.Events.Crash
	switch crash.V() {
	case "preserve":
		if b.Target.Has("set-action") {
			return []*option.Option{option.New("action", crash.Ref()).Str("panic", "pause", crash.Ref())}
		}
		b.Diag.Warn(source.NeedsQEMU, crash.Ref(), "this QEMU can't keep a guest that crashed")
	case "restart":
		if len(b.dom.Devices.Panics) > 0 {
			b.Diag.Warn(source.NeedsLibvirt, crash.Ref(), "QEMU ends when the guest crashes; nothing starts it again")
		}
	case "coredump-destroy", "coredump-restart":
		b.Diag.Warn(source.NeedsLibvirt, crash.Ref(), "QEMU writes no core dump of a guest that crashed").
			WithHint("with on_crash preserve, dump-guest-memory of QEMU's monitor writes one")
	}
	return nil
}

// noACPI leaves out ACPI where -machine can't.
func (b *builder) noACPI() []*option.Option {
	acpi := b.dom.Features.ACPI
	switch {
	case !b.machineFacts().ACPI:
		// From 5.0 on, machines without ACPI refuse to be told.
		if acpi.Ref().Node() != 0 {
			b.Diag.Info(source.NoMeaning, acpi.Ref(), "the machine has no ACPI")
		}
		return nil
	case b.Target.Has("machine-acpi") || !b.Target.Has("no-acpi"):
		return nil
	case source.Is(acpi, true):
		b.asDefault("a part of the machine", acpi.Ref())
		return nil
	}
	return []*option.Option{option.New("no-acpi", acpi.Ref(), b.dom.Features.Ref)}
}

// suspend is whether the guest may suspend to memory and to disk.
func (b *builder) suspend() []*option.Option {
	bridge := "PIIX4_PM"
	if qemu.IsQ35(b.dom.OS.Machine.V(), b.Target.Arch) {
		bridge = "ICH9-LPC"
	}
	var opts []*option.Option
	for _, s := range []struct {
		property string
		enabled  source.Val[bool]
	}{
		{"disable_s3", b.dom.PM.SuspendToMem}, {"disable_s4", b.dom.PM.SuspendToDisk},
	} {
		if on, ok := s.enabled.Get(); ok {
			opts = append(opts, option.New("global", s.enabled.Ref()).Uint(bridge+"."+s.property, number(!on), s.enabled.Ref()))
		}
	}
	return opts
}
