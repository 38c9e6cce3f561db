package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// watchdogs adds the watchdog that is part of the Q35 chip set, and checks all:
// only of the PCI card can a guest have several (qemuValidateDomainDefWatchdogs).
func (r *resolver) watchdogs() {
	d := &r.dom.Devices
	for _, w := range d.Watchdogs {
		w.Action.SetDefault("default: watchdog action", "reset")
	}
	r.addITCO()
	seen := map[string]bool{}
	for _, w := range d.Watchdogs {
		model := w.Model.V()
		if seen[model] && model != "" && model != "i6300esb" {
			r.Diag.Error(source.Duplicate, w.Model.Ref(), "a guest has one watchdog of model %s only", model)
		}
		seen[model] = true
		if w.Action.V() != d.Watchdogs[0].Action.V() {
			r.Diag.Error(source.Conflict, firstRef(w.Action.Ref(), w.Ref), "all watchdogs of a guest have the same action, here %s", d.Watchdogs[0].Action.V())
		}
		r.checkWatchdog(w)
	}
}

// addITCO adds the TCO watchdog, which does what the first other one does
// (qemuDomainDefAddDefaultDevices).
func (r *resolver) addITCO() {
	d := &r.dom.Devices
	if !qemu.IsQ35(r.dom.OS.Machine.V(), r.Target.Arch) || !r.Target.Has("ICH9-LPC.noreboot") {
		return
	}
	for _, w := range d.Watchdogs {
		if source.Is(w.Model, "itco") {
			return
		}
	}
	const rule = "default: watchdog of Q35"
	itco := &domain.Watchdog{Device: domain.Device{Ref: source.Rule(rule)}, Model: source.Default(rule, "itco"), Action: source.Default(rule, "reset")}
	if len(d.Watchdogs) > 0 {
		itco.Action = d.Watchdogs[0].Action
	}
	d.Watchdogs = append(d.Watchdogs, itco)
}

// checkWatchdog refuses what libvirt refuses (qemuValidateDomainWatchdogDef).
func (r *resolver) checkWatchdog(w *domain.Watchdog) {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	address, fits := "", true
	switch w.Model.V() {
	case "i6300esb":
		address = domain.AddressPCI
	case "ib700":
		fits = qemu.IsI440FX(machine, arch)
	case "diag288":
		fits = arch.IsS390()
	case "itco":
		fits = qemu.IsQ35(machine, arch)
	default:
		return
	}
	if !fits {
		r.Diag.Error(source.Invalid, w.Model.Ref(), "this machine has no watchdog of model %s", w.Model.V())
	}
	if !takesAddress(&w.Device, address) {
		r.Diag.Error(source.Invalid, w.Address.Ref, "a watchdog of model %s can't have this address", w.Model.V())
	}
}
