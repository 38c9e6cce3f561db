package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// placeDisk adds where d sits.
func (b *builder) placeDisk(o *option.Option, d *domain.Disk) {
	if !d.Address.Is(domain.AddressDrive) {
		b.place(o, &d.Device)
		return
	}
	a := &d.Address.Drive
	o.Cite(d.Address.Type.Ref(), a.Controller.Ref(), a.Bus.Ref(), a.Target.Ref(), a.Unit.Ref())
	switch bus := d.Target.Bus.V(); bus {
	case "ide":
		if c := b.driveController(d.Ref, bus, a); c != nil {
			o.Str("bus", fmt.Sprintf("%s.%d", b.controllerID(c), a.Bus.V()), a.Controller.Ref(), a.Bus.Ref())
			o.Uint("unit", a.Unit.V(), a.Unit.Ref())
		}
		if a.Bus.V() > 1 || a.Unit.V() > 1 {
			b.Diag.Warn(source.OutOfRange, source.First(d.Address.Ref, d.Ref), "an ide controller has two buses of two drives; QEMU will refuse bus %d, unit %d", a.Bus.V(), a.Unit.V())
		}
	case "sata":
		if c := b.driveController(d.Ref, bus, a); c != nil {
			o.Str("bus", fmt.Sprintf("%s.%d", b.controllerID(c), a.Unit.V()), a.Controller.Ref(), a.Unit.Ref())
		}
	case "fdc":
		o.Uint("unit", a.Unit.V(), a.Unit.Ref())
	case "scsi":
		b.placeSCSI(o, d.Ref, a)
	}
}

// driveController is the controller that a drive at a sits on; ref is the
// drive.
func (b *builder) driveController(ref source.Ref, kind string, a *domain.DriveAddress) *domain.Controller {
	c := b.controllerAt(kind, a.Controller)
	if c == nil {
		b.Diag.Error(source.Invalid, ref, "there is no %s controller %d", kind, a.Controller.V())
	}
	return c
}

// placeSCSI adds the place of a SCSI disk or host device; ref is the device.
// An LSI controller has no more than units.
// Source: qemuBuildDeviceAddressDriveProps.
func (b *builder) placeSCSI(o *option.Option, ref source.Ref, a *domain.DriveAddress) {
	c := b.driveController(ref, "scsi", a)
	if c == nil {
		return
	}
	if a.Bus.V() != 0 {
		b.Diag.Error(source.OutOfRange, a.Bus.Ref(), "a SCSI controller has no bus %d", a.Bus.V()).WithHint("write bus='0'; another controller has another index")
	}
	switch c.Model.V() {
	case "lsilogic", "ncr53c90", "dc390", "am53c974":
		const text, hint = "a %s controller has no target %d", "its units are what others call targets"
		switch {
		case a.Target.V() == 0:
		case c.Model.V() == "lsilogic":
			b.Diag.Error(source.OutOfRange, a.Target.Ref(), text, c.Model.V(), a.Target.V()).WithHint(hint)
		default: // libvirt does not look
			b.Diag.Warn(source.OutOfRange, a.Target.Ref(), text+"; it is passed over", c.Model.V(), a.Target.V()).WithHint(hint)
		}
		o.Str("bus", fmt.Sprintf("%s.%d", b.controllerID(c), a.Bus.V()), a.Controller.Ref(), a.Bus.Ref()).Uint("scsi-id", a.Unit.V(), a.Unit.Ref())
		return
	}
	o.Str("bus", b.controllerID(c)+".0", a.Controller.Ref())
	if b.Target.Has("scsi-disk.channel") {
		o.Uint("channel", a.Bus.V(), a.Bus.Ref()).Uint("scsi-id", a.Target.V(), a.Target.Ref()).Uint("lun", a.Unit.V(), a.Unit.Ref())
		return
	}
	o.Uint("scsi-id", a.Unit.V(), a.Unit.Ref())
}
