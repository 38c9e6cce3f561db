package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// boot gives devices their place in the order to boot from: the one that they
// name themselves, or what <os><boot> makes of the first of each kind.
func (r *resolver) boot() {
	r.checkSerialFirmware()
	own := r.ownBootOrder()
	switch kinds := r.dom.OS.Boot; {
	case len(own) > 0 && len(kinds) > 0:
		r.Diag.Error(source.Conflict, kinds[0].Ref(), "<boot> of <os> and of devices exclude each other").
			WithHint("remove <boot dev='%s'/>, or <boot order='%d'/> of the device", kinds[0].V(), own[0].V()).Accounting(own[0].Ref())
	case len(own) > 0:
		r.refuseTwiceInOrder(own)
	case len(kinds) == 0:
		r.dom.OS.Boot = append(kinds, source.Default("default: boot from the first disk", "hd"))
		r.bootKinds()
	default:
		r.bootKinds()
	}
}

// checkSerialFirmware refuses a firmware that speaks to a serial port where it
// can't, or where there is none.
func (r *resolver) checkSerialFirmware() {
	serial := r.dom.OS.BIOS.UseSerial
	switch {
	case !serial.V():
	case !r.Target.Arch.IsX86():
		r.Diag.Error(source.Invalid, serial.Ref(), "only the firmware of a PC can be told to use a serial port")
	case len(r.dom.Devices.Serials) == 0:
		r.Diag.Error(source.MissingValue, serial.Ref(), "there is no serial port for the firmware to use").WithHint("add <serial type='pty'/>")
	}
}

// ownBootOrder is the place of each device that names one.
func (r *resolver) ownBootOrder() []source.Val[uint64] {
	var own []source.Val[uint64]
	for _, d := range r.dom.Devices.Bootable() {
		if d.Boot.Order.IsSet() {
			own = append(own, d.Boot.Order)
		}
	}
	return own
}

func (r *resolver) refuseTwiceInOrder(own []source.Val[uint64]) {
	taken := map[uint64]source.Ref{}
	for _, o := range own {
		if first, ok := taken[o.V()]; ok {
			r.Diag.Error(source.Duplicate, o.Ref(), "another device has boot order %d", o.V()).Accounting(first)
			continue
		}
		taken[o.V()] = o.Ref()
	}
}

// bootKinds hands the kinds of <os><boot> to the first device of each: there is
// no other way to tell a firmware of QEMU (qemuProcessPrepareDeviceBootorder).
func (r *resolver) bootKinds() {
	for i, kind := range r.dom.OS.Boot {
		d := r.firstOf(kind.V())
		switch {
		case d != nil:
			d.Boot.Order = source.Of(uint64(i+1), kind.Ref())
		case kind.Ref().Rule() == "" && r.Target.Has("bootindex"):
			r.Diag.Note(source.NotTranslated, kind.Ref(), "there is no device of kind %s to boot from", kind.V())
		}
	}
}

// firstOf is the first device of a kind of <os><boot>, nil where there is none.
func (r *resolver) firstOf(kind string) *domain.Device {
	switch kind {
	case "hd":
		return r.firstDisk("disk", "lun")
	case "cdrom":
		return r.firstDisk("cdrom")
	case "fd":
		return r.firstDisk("floppy")
	case "network":
		return r.firstNetwork()
	}
	return nil
}

func (r *resolver) firstDisk(kinds ...string) *domain.Device {
	for _, d := range r.dom.Devices.Disks {
		for _, k := range kinds {
			if d.Kind.V() == k {
				return &d.Device
			}
		}
	}
	return nil
}

// firstNetwork is the first interface; without any, a PCI device of the host may
// be a network card.
func (r *resolver) firstNetwork() *domain.Device {
	for _, i := range r.dom.Devices.Interfaces {
		return &i.Device
	}
	for _, h := range r.dom.Devices.Hostdevs {
		if h.Type.V() == domain.HostdevPCI {
			return &h.Device
		}
	}
	return nil
}
