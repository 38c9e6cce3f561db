package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// firmware is what the guest starts with, where -machine does not refer to it.
func (b *builder) firmware() []*option.Option {
	l := &b.dom.OS.Loader
	switch {
	case source.Is(l.Type, "rom") && l.Path.IsSet():
		b.needsFile(l.Path, "firmware", b.dom.OS.Firmware.Ref())
		return []*option.Option{option.New("bios", b.firmwareRefs()...).StrVal("", l.Path)}
	case source.Is(l.Type, "pflash"):
		return append(b.securePflash(), b.pflashDrives()...)
	}
	return nil
}

// securePflash keeps all but system management mode from writing the flash.
func (b *builder) securePflash() []*option.Option {
	secure := b.dom.OS.Loader.Secure
	if !source.Is(secure, true) {
		return nil
	}
	ref := secure.Ref()
	o := option.New("global", ref).Str("driver", "cfi.pflash01", ref).Str("property", "secure", ref)
	return []*option.Option{o.OnOff("value", true, ref)}
}

// firmwareRefs are the items that decided which firmware it is.
func (b *builder) firmwareRefs() []source.Ref {
	os := &b.dom.OS
	l := &os.Loader
	refs := []source.Ref{
		os.Firmware.Ref(), l.Type.Ref(), l.Format.Ref(), l.ReadOnly.Ref(), l.Stateless.Ref(), l.Secure.Ref(),
	}
	for _, f := range os.Features {
		refs = append(refs, f.Name.Ref(), f.Enabled.Ref())
	}
	return refs
}
