package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
)

// withZPCI puts before each PCI device of an IBM Z guest the zpci device that
// makes it visible there.
func (b *builder) withZPCI(opts []option.Option) []option.Option {
	numbered := b.numberedByZPCI()
	if len(numbered) == 0 {
		return opts
	}
	list := make([]option.Option, 0, len(opts)+len(numbered))
	for i := range opts {
		if id := opts[i].Param("id"); opts[i].Flag == "device" && id != nil {
			if d := numbered[id.Value.Str()]; d != nil {
				list = append(list, *zpci(d))
			}
		}
		list = append(list, opts[i])
	}
	return list
}

// numberedByZPCI are the devices that have zPCI numbers, by their aliases.
func (b *builder) numberedByZPCI() map[string]*domain.Device {
	if !b.Target.Has("zpci") {
		return nil
	}
	numbered := map[string]*domain.Device{}
	for d := range b.dom.Devices.All() {
		if _, isMemory := d.(*domain.MemoryDevice); isMemory {
			continue // QEMU adds that of memory devices itself; libvirt leaves it to it
		}
		if i := d.Info(); i.Address.Is(domain.AddressPCI) && i.Address.PCI.UID.IsSet() {
			numbered[i.Alias.V()] = i
		}
	}
	return numbered
}

func zpci(d *domain.Device) *option.Option {
	a := &d.Address.PCI
	return option.Device("zpci", a.UID.Ref()).UintVal("uid", a.UID).UintVal("fid", a.FID).
		Str("target", d.Alias.V(), d.Alias.Ref()).Str("id", fmt.Sprintf("zpci%d", a.UID.V()), a.UID.Ref())
}
