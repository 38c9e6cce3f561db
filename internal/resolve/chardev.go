package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// chardevs completes smart cards, serial and parallel ports, consoles and
// channels.
func (r *resolver) chardevs() {
	d := &r.dom.Devices
	for _, list := range [][]*domain.CharDevice{d.Serials, d.Parallels, d.Consoles, d.Channels} {
		for _, c := range list {
			c.Source.Type.SetDefault("default: pseudo terminal", domain.CharPTY)
		}
	}
	r.smartcards()
	r.consoleCompat()
	r.isaPorts()
	portNumbers(d.Serials)
	r.checkISAPorts()
	portNumbers(d.Parallels)
	portNumbers(d.Consoles)
	for _, c := range d.Serials {
		r.serial(c)
	}
	for _, c := range d.Channels {
		channel(c)
	}
	r.charChannels()
	for _, src := range d.CharSources() {
		r.checkCharSource(src)
		r.dropMissingLog(src)
	}
	r.checkCharDevices()
}

// portNumbers gives each device without a port the one after the highest so far
// (virDomainChrDefPostParse).
func portNumbers(list []*domain.CharDevice) {
	next := uint64(0)
	for _, c := range list {
		if n, ok := c.Target.Port.Get(); ok {
			next = max(next, n+1)
		}
	}
	for _, c := range list {
		if !c.Target.Port.IsSet() {
			c.Target.Port = source.Default("default: next port", next)
			next++
		}
	}
}

// mostISAPorts is how many serial ports the ISA bus has (VIR_MAX_ISA_SERIAL_PORTS).
const mostISAPorts = 4

// isaPorts gives the serial ports that the XML puts on the ISA bus the first free
// one (virDomainChrIsaSerialDefPostParse). Those that get there unsaid count on
// instead, unless the domain is adapted.
func (r *resolver) isaPorts() {
	var used [mostISAPorts]bool
	for _, c := range r.dom.Devices.Serials {
		if n, ok := c.Target.Port.Get(); ok && n < mostISAPorts && r.onISA(c) {
			used[n] = true
		}
	}
	for _, c := range r.dom.Devices.Serials {
		if r.onISA(c) && !c.Target.Port.IsSet() && (c.Target.Type.IsSet() || r.Profile.Adapt) {
			takePort(c, used[:])
		}
	}
}

// onISA tells whether c is or will be on the ISA bus.
func (r *resolver) onISA(c *domain.CharDevice) bool {
	t, ok := c.Target.Type.Get()
	return t == "isa-serial" || !ok && r.Target.Arch.IsX86()
}

func takePort(c *domain.CharDevice, used []bool) {
	for port := range used {
		if !used[port] {
			used[port] = true
			c.Target.Port = source.Default("default: first free port", uint64(port))
			return
		}
	}
}

// checkISAPorts refuses what QEMU has no place for.
func (r *resolver) checkISAPorts() {
	var used [mostISAPorts]bool
	for _, c := range r.dom.Devices.Serials {
		n, ref := c.Target.Port.V(), firstXML(c.Target.Port.Ref(), c.Ref)
		switch {
		case !r.onISA(c):
		case n >= mostISAPorts:
			r.Diag.Error(source.OutOfRange, ref, "there are only %d ISA serial ports", mostISAPorts)
		case used[n]:
			r.Diag.Error(source.Duplicate, ref, "serial port %d is taken already", n)
		default:
			used[n] = true
		}
	}
}

// serial chooses the type and the model of a serial device. On a board that it
// does not know the model stays open: such a device is part of the board.
func (r *resolver) serial(c *domain.CharDevice) {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	t, kind := &c.Target, defaultSerial(machine, arch)
	switch {
	case kind == "" && (!t.Type.IsSet() || source.Is(t.Type, "isa-serial")):
		return
	case !t.Type.IsSet():
		t.Type = source.Default("default: serial device of the machine", kind)
	case source.Is(t.Type, "isa-serial"):
		// isa-serial has always stood for the default as well.
		t.Type = source.Of(kind, t.Type.Ref())
	}
	if model := serialModel(t.Type.V(), machine, arch); model != "" {
		t.Model.SetDefault("default: model of the serial device", model)
	}
}

func defaultSerial(machine string, arch qemu.Arch) string {
	switch {
	case arch.IsX86():
		return "isa-serial"
	case qemu.IsPSeries(machine, arch):
		return "spapr-vio-serial"
	case qemu.IsVirt(machine, arch):
		return "system-serial"
	case arch.IsS390():
		return "sclp-serial"
	}
	return ""
}

func serialModel(kind, machine string, arch qemu.Arch) string {
	switch kind {
	case "isa-serial", "usb-serial", "pci-serial":
		return kind
	case "spapr-vio-serial":
		return "spapr-vty"
	case "sclp-serial":
		return "sclpconsole"
	case "isa-debug":
		return "isa-debugcon"
	case "system-serial":
		if qemu.IsARMVirt(machine, arch) {
			return "pl011"
		}
		if qemu.IsVirt(machine, arch) {
			return "16550a"
		}
	}
	return ""
}
