package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// boot is how the firmware looks for something to boot. Which device it is
// stands on the devices as their bootindex.
func (b *builder) boot() []*option.Option {
	o := option.New("boot")
	if !b.Target.Has("bootindex") {
		b.bootOrder(o)
	}
	b.bootMenu(o)
	b.rebootTimeout(o)
	if b.Target.Has("boot.strict") {
		o.OnOff("strict", true, source.Rule("default: boot from what is asked for only"))
	}
	if len(o.Params) == 0 {
		return nil
	}
	return []*option.Option{o}
}

// bootMenu lets the user pick; the time to do so stands with a menu only.
func (b *builder) bootMenu(o *option.Option) {
	menu := &b.dom.OS.BootMenu
	if !menu.Enable.IsSet() {
		return
	}
	o.OnOffVal("menu", menu.Enable)
	if menu.Enable.V() && menu.Timeout.IsSet() {
		o.UintVal("splash-time", menu.Timeout)
	}
}

// rebootTimeout is how long the firmware waits where nothing boots.
func (b *builder) rebootTimeout(o *option.Option) {
	t := b.dom.OS.BIOS.RebootTimeout
	if t.IsSet() {
		o.Add("reboot-timeout", option.Int(t.V()), t.Ref())
	}
}

// bootMachine adds what the firmware is told through the machine: to speak to
// the first serial port, and on IBM Z, before devices could say it, what to
// start from the device that comes first.
func (b *builder) bootMachine(o *option.Option) {
	if serial := b.dom.OS.BIOS.UseSerial; serial.V() {
		o.OnOff("graphics", false, serial.Ref())
	}
	if !b.Target.Arch.IsS390() || b.Target.Has("virtio-ccw.loadparm") {
		return
	}
	for _, d := range b.dom.Devices.Bootable() {
		switch parm := d.Boot.LoadParm; {
		case !parm.IsSet():
		case source.Is(d.Boot.Order, 1):
			o.StrVal("loadparm", parm)
		default:
			b.Diag.Warn(source.NeedsQEMU, parm.Ref(), "QEMU %s tells the boot loader of the first device only", b.Target.Version)
		}
	}
}

// loadParm adds what the boot loader of IBM Z is told when it boots from d.
func (b *builder) loadParm(o *option.Option, d *domain.Device) {
	if b.Target.Has("virtio-ccw.loadparm") {
		o.StrVal("loadparm", d.Boot.LoadParm)
	}
}
