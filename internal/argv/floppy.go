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
		o := option.New("global", d.Ref)
		b.floppyDrive(o, "isa-fdc.", d)
		for _, p := range o.Params { // -global sets one property
			opts = append(opts, &option.Option{Flag: o.Flag, From: o.From, Params: []option.Param{p}})
		}
	}
	return opts
}

// floppyDrive adds what the controller, whose properties begin with prefix, is
// told of the drive d.
func (b *builder) floppyDrive(o *option.Option, prefix string, d *domain.Disk) {
	b.bootIndex(o, prefix+"bootindex"+floppyLetter(d), &d.Device)
	if !b.Target.Has("floppy") {
		o.Str(prefix+"drive"+floppyLetter(d), driveID(d), diskRefs(d)...)
	}
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
		b.floppyDrive(o.Cite(d.Target.Bus.Ref()), "", d)
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
