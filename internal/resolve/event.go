package resolve

import "github.com/qemuxml/qemuxml/internal/source"

// events settles what the guest's own doing leads to, and refuses what libvirt
// has no way to do (qemuValidateLifecycleAction).
func (r *resolver) events() {
	e := &r.dom.Events
	e.Poweroff.SetDefault("default: on_poweroff", "destroy")
	e.Reboot.SetDefault("default: on_reboot", "restart")
	e.Crash.SetDefault("default: on_crash", "destroy")
	for _, action := range []source.Val[string]{e.Poweroff, e.Reboot, e.Crash} {
		if action.V() == "rename-restart" {
			r.Diag.Error(source.Invalid, action.Ref(), "no guest of QEMU can be restarted under another name")
		}
	}
	for _, action := range []source.Val[string]{e.Poweroff, e.Reboot} {
		if action.V() == "preserve" {
			r.Diag.Error(source.Invalid, action.Ref(), "only a guest that crashed can be preserved")
		}
	}
	if e.Poweroff.V() == "restart" && e.Reboot.V() == "destroy" {
		r.Diag.Error(source.Conflict, e.Poweroff.Ref(), "a guest can't restart when it powers off and end when it reboots").Accounting(e.Reboot.Ref())
	}
}
