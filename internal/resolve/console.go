package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// consoleCompat makes the first <console> and the first <serial> one device, as
// they have been since libvirt knew full virtualization: whichever is missing is
// made from the other (virDomainDefAddConsoleCompat).
func (r *resolver) consoleCompat() {
	d := &r.dom.Devices
	for i, c := range d.Consoles {
		if i > 0 && source.Is(c.Target.Type, "serial") {
			r.Diag.Error(source.Invalid, c.Target.Type.Ref(), "only the first console can be a serial port")
		}
	}
	switch {
	case len(d.Consoles) > 0 && isSerial(d.Consoles[0]):
		r.aliasConsole(d.Consoles[0])
	case len(d.Serials) > 0 && canBeConsole(d.Serials[0]):
		stub := &domain.CharDevice{}
		stub.Target.Type = source.Default("default: console of the first serial port", "serial")
		d.Consoles = slices.Insert(d.Consoles, 0, stub)
	}
}

// isSerial tells whether a first console stands for a serial port.
func isSerial(c *domain.CharDevice) bool {
	return !c.Target.Type.IsSet() || source.Is(c.Target.Type, "serial")
}

// canBeConsole tells whether a serial device is a console of its own accord:
// one that the board brings, not one that was plugged in.
func canBeConsole(c *domain.CharDevice) bool {
	switch c.Target.Type.V() {
	case "usb-serial", "pci-serial", "isa-debug":
		return false
	}
	return true
}

// aliasConsole makes the console c another name of the first serial port, which
// is made from c where there is none.
func (r *resolver) aliasConsole(c *domain.CharDevice) {
	d := &r.dom.Devices
	if len(d.Serials) == 0 {
		serial := &domain.CharDevice{Device: c.Device, Source: c.Source}
		serial.Target.Port = source.Default("default: port of the first console", uint64(0))
		d.Serials = []*domain.CharDevice{serial}
	} else if !sameSource(&d.Serials[0].Source, &c.Source) {
		r.Diag.Warn(source.Conflict, c.Ref, "the first console is the first serial port, which is connected otherwise").
			WithHint("give both the same type and <source>, or leave the <console> out")
	}
	d.Serials[0].Console = c
	c.Target.Type.SetDefault("default: first console is serial", "serial")
}

// sameSource tells whether two character devices are connected alike.
func sameSource(a, b *domain.CharSource) bool {
	return a.Type.V() == b.Type.V() && (a.Type.V() == domain.CharPTY ||
		a.Path.V() == b.Path.V() && a.Mode.V() == b.Mode.V() && a.Host.V() == b.Host.V() &&
			a.Service.V() == b.Service.V() && a.Channel.V() == b.Channel.V())
}
