package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Watchdog is a timer that acts when the guest no longer resets it, <watchdog>.
type Watchdog struct {
	Device
	// Model is i6300esb, ib700, diag288 or itco.
	Model source.Val[string]
	// Action is reset, shutdown, poweroff, pause, dump, none or inject-nmi.
	Action source.Val[string]
}
