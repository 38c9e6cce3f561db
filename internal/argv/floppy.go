package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// floppyController is the boot order of floppy drives, which is the
// controller's matter, and the controller itself where the machine has none.
func (b *builder) floppyController() []*option.Option {
	var drives []*domain.Disk
	for _, d := range b.dom.Devices.Disks {
		if source.Is(d.Target.Bus, "fdc") {
			drives = append(drives, d)
		}
	}
	if len(drives) == 0 {
		return nil
	}
	if b.needsFDC() {
		return []*option.Option{b.isaFDC(drives)}
	}
	var opts []*option.Option
	for _, d := range drives {
		if order := d.Boot.Order; order.IsSet() {
			opts = append(opts, isaFDCGlobal("bootindex"+floppyLetter(d), order))
		}
		if !b.Target.Has("floppy") {
			opts = append(opts, isaFDCGlobal("drive"+floppyLetter(d), source.Of(driveID(d), d.Ref)))
		}
	}
	return opts
}

// needsFDC tells whether the machine, by its true name, has no floppy
// controller.
func (b *builder) needsFDC() bool {
	name := b.dom.OS.Machine.V()
	if m, ok := b.Target.Machine(name); ok {
		name = m.Name
	}
	return qemu.NeedsFDC(name, b.Target.Arch)
}

// isaFDC is the floppy controller of machines that have none.
func (b *builder) isaFDC(drives []*domain.Disk) *option.Option {
	o := option.Device("isa-fdc", drives[0].Ref)
	for _, d := range drives {
		o.Cite(d.Target.Bus.Ref()).UintVal("bootindex"+floppyLetter(d), d.Boot.Order)
		if !b.Target.Has("floppy") {
			o.Str("drive"+floppyLetter(d), driveID(d), d.Ref)
		}
	}
	return o
}

// isaFDCGlobal is a property of the machine's own floppy controller.
func isaFDCGlobal[T string | uint64](property string, v source.Val[T]) *option.Option {
	o := option.New("global", v.Ref())
	key := "isa-fdc." + property
	switch value := any(v.V()).(type) {
	case string:
		o.Str(key, value, v.Ref())
	case uint64:
		o.Uint(key, value, v.Ref())
	}
	return o
}

// floppyLetter is what the controller calls the drive of d: A or B.
func floppyLetter(d *domain.Disk) string {
	if d.Address.Drive.Unit.V() != 0 {
		return "B"
	}
	return "A"
}
