package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
)

func (b *builder) pstore() []*option.Option {
	p := b.dom.Devices.Pstore
	if p == nil {
		return nil
	}
	b.needsDirOf(p.Path)
	const bytesPerKiB = 1024
	memory := "mem" + p.Alias.V()
	backend := option.NewObject("memory-backend-file", memory, p.Ref).StrVal("mem-path", p.Path).
		Uint("size", p.Size.V()*bytesPerKiB, p.Size.Ref()).
		Bool("share", true, p.Backend.Ref())
	o := option.Device("acpi-erst", p.Ref, p.Backend.Ref()).StrVal("id", p.Alias).Str("memdev", memory, p.Backend.Ref())
	b.place(o, &p.Device)
	return b.whole(func() []*option.Option { return []*option.Option{backend, o} })
}
