package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) panics() []*option.Option { return each(b, b.dom.Devices.Panics, b.panicDevice) }

// panicDevice is the device through which a guest says that it has crashed.
// pSeries and s390 have firmware calls for that, and Hyper-V's is a feature of
// the CPU.
func (b *builder) panicDevice(p *domain.Panic) []*option.Option {
	switch p.Model.V() {
	case "isa":
		o := option.Device("pvpanic", p.Ref, p.Model.Ref())
		if port := p.Address.ISA.IOBase; port.IsSet() {
			o.Uint("ioport", port.V(), port.Ref(), p.Address.Type.Ref())
		} else if p.Address.Is(domain.AddressISA) && b.Profile.WriteRefused {
			o.Uint("ioport", 0, p.Address.Type.Ref()) // an address without a port says 0 to libvirt
		}
		return []*option.Option{o}
	case "pvpanic":
		o := option.Device("pvpanic-pci", p.Ref, p.Model.Ref())
		b.place(o, &p.Device)
		return []*option.Option{o}
	case "pseries", "s390":
		b.Diag.Info(source.AsDefault, p.Ref, "the guest tells the firmware of a crash").Accounting(p.Model.Ref())
	}
	return nil
}
