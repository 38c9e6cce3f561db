package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// watchdogs are all watchdogs, and what QEMU does when one of them fires.
func (b *builder) watchdogs() []*option.Option {
	all := b.dom.Devices.Watchdogs
	if len(all) == 0 {
		return nil
	}
	opts := each(b, all, b.watchdog)
	action := all[0].Action.Or("default: watchdog action", "reset")
	if action.Ref().Rule() != "" && !b.Profile.QEMUDefaults {
		return opts
	}
	o := option.Text("watchdog-action", watchdogAction(action.V()), action.Ref())
	for _, w := range all[1:] {
		o.Cite(w.Action.Ref())
	}
	return append(opts, o)
}

// watchdogAction is QEMU's word for an action. To dump the guest's memory,
// libvirt has QEMU pause and takes over from there.
func watchdogAction(action string) string {
	if action == "dump" {
		return "pause"
	}
	return action
}

func (b *builder) watchdog(w *domain.Watchdog) []*option.Option {
	if source.Is(w.Action, "dump") && b.Profile.DirectSettings {
		b.Diag.Warn(source.NeedsLibvirt, w.Action.Ref(), "the guest is paused when the watchdog fires, but nothing dumps its memory").
			WithHint("dump-guest-memory on QEMU's monitor does")
	}
	if source.Is(w.Model, "itco") {
		// It is part of the chip set, which is strapped not to reboot.
		return []*option.Option{option.New("global", w.Ref, w.Model.Ref()).Str("ICH9-LPC.noreboot", "off", w.Model.Ref())}
	}
	o := option.Device(w.Model.V(), w.Ref, w.Model.Ref())
	return []*option.Option{b.finish(o, &w.Device)}
}
