package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The nodes of firmware in flash, by libvirt's names: the code and the
// variables.
const (
	pflashCode = "libvirt-pflash0"
	pflashVars = "libvirt-pflash1"
)

// pflash is the -blockdev nodes of firmware in flash, which -machine refers to.
func (b *builder) pflash() []*option.Option {
	if !b.hasPflash() || !b.pflashNodes() {
		return nil
	}
	l := &b.dom.OS.Loader
	b.needsFile(l.Path, "firmware", b.dom.OS.Firmware.Ref())
	file := pflashFile("file", pflashCode, l.Path).Cite(b.firmwareRefs()...)
	opts := []*option.Option{autoReadOnly(file), pflashFormat(pflashCode, l.Format, l.ReadOnly)}
	return append(opts, b.whole(b.pflashVars)...)
}

// hasPflash tells whether the firmware is in flash.
func (b *builder) hasPflash() bool {
	l := &b.dom.OS.Loader
	return source.Is(l.Type, "pflash") && l.Path.IsSet()
}

// hasNVRAM tells whether the firmware's variables have a place of their own.
func (b *builder) hasNVRAM() bool { return b.hasPflash() && !b.dom.OS.NVRAM.Source.IsEnd() }

// pflashNodes tells whether the flash of the machine can be named nodes.
func (b *builder) pflashNodes() bool {
	return b.Target.Has("blockdev") && b.Target.Has("machine.pflash")
}

// pflashVars are the nodes of the firmware's variables.
func (b *builder) pflashVars() []*option.Option {
	if !b.hasNVRAM() {
		return nil
	}
	n := &b.dom.OS.NVRAM
	b.needsNVRAM(n)
	if b.borrowsVars() {
		return []*option.Option{b.borrowedVars()}
	}
	opts := b.imageNodes(b.nvramImage())
	if len(opts) > 0 {
		opts[len(opts)-1].Cite(n.Template.Ref(), n.TemplateFormat.Ref())
	}
	return opts
}

// nvramImage is the image of the firmware's variables.
func (b *builder) nvramImage() *image {
	s := b.dom.OS.NVRAM.Source
	s.ReadOnly = source.Default("nvram is writable", false)
	s.Backing = &domain.StorageSource{} // libvirt makes the image, with nothing below it
	return &image{StorageSource: &s, name: pflashVars, driver: &domain.DiskDriver{}}
}

// pflashFile is the node name-storage: the file or device at path.
func pflashFile(driver, name string, path source.Val[string]) *option.Option {
	o := option.New("blockdev", path.Ref()).Str("driver", driver, path.Ref()).StrVal("filename", path)
	return o.Str("node-name", name+"-storage", path.Ref())
}

// autoReadOnly makes o follow the mode of the node above it.
func autoReadOnly(o *option.Option) *option.Option {
	return o.Bool("auto-read-only", true).Str("discard", "unmap")
}

// pflashFormat is the node name-format: the image in the node name-storage.
func pflashFormat(name string, format source.Val[string], readOnly source.Val[bool]) *option.Option {
	ref := format.Ref()
	o := option.New("blockdev", ref).Str("node-name", name+"-format", ref)
	o.Bool("read-only", readOnly.V(), readOnly.Ref()).StrVal("driver", format).Str("file", name+"-storage", ref)
	if format.V() == "qcow2" {
		o.Add("backing", option.Null(), ref)
	}
	return o
}

// pflashMachine adds the nodes of firmware in flash to the -machine o.
func (b *builder) pflashMachine(o *option.Option) {
	if !b.hasPflash() || !b.pflashNodes() {
		return
	}
	o.Str("pflash0", pflashCode+"-format", b.dom.OS.Loader.Path.Ref())
	if !b.hasNVRAM() || b.borrowsVars() {
		return
	}
	o.Str("pflash1", b.topNode(b.nvramImage()), b.dom.OS.NVRAM.Source.Path.Ref())
}

// pflashDrives is firmware in flash for a QEMU that can't be given nodes.
func (b *builder) pflashDrives() []*option.Option {
	if !b.hasPflash() || b.pflashNodes() {
		return nil
	}
	l, n := &b.dom.OS.Loader, &b.dom.OS.NVRAM
	b.needsFile(l.Path, "firmware", b.dom.OS.Firmware.Ref())
	code := pflashDrive(l.Path, l.Format, 0).Cite(b.firmwareRefs()...)
	if source.Is(l.ReadOnly, true) {
		code.OnOffVal("readonly", l.ReadOnly)
	}
	opts := []*option.Option{code}
	switch {
	case !b.hasNVRAM():
	case n.Source.Is(domain.StorageNetwork):
		b.Diag.Error(source.NeedsQEMU, n.Ref, "nvram on a network needs a newer QEMU").WithHint("QEMU 4.2 is the first")
	case b.borrowsVars():
		b.needsNVRAM(n)
		opts = append(opts, b.borrowedVars())
	default:
		b.needsNVRAM(n)
		vars := pflashDrive(n.Source.Path, n.Source.Format, 1)
		opts = append(opts, vars.Cite(n.Template.Ref(), n.TemplateFormat.Ref(), n.Source.Type.Ref()))
	}
	return opts
}

// pflashDrive is the -drive of flash device unit.
func pflashDrive(path, format source.Val[string], unit uint64) *option.Option {
	o := option.New("drive", path.Ref()).Str("file", driveFile(path.V()), path.Ref()).Str("if", "pflash", path.Ref())
	return o.StrVal("format", format).Uint("unit", unit, path.Ref())
}
