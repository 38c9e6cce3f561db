package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
)

func (b *builder) smartcards() []*option.Option {
	return each(b, b.dom.Devices.Smartcards, b.smartcard)
}

func (b *builder) smartcard(s *domain.Smartcard) []*option.Option {
	var opts []*option.Option
	var o *option.Option
	switch s.Mode.V() {
	case "host":
		o = option.Device("ccid-card-emulated", s.Ref, s.Mode.Ref()).Str("backend", "nss-emulated", s.Mode.Ref())
	case "host-certificates":
		o = option.Device("ccid-card-emulated", s.Ref, s.Mode.Ref()).Str("backend", "certificates", s.Mode.Ref())
		for i, cert := range s.Certificates {
			o.StrVal(fmt.Sprintf("cert%d", i+1), cert)
		}
		o.StrVal("db", s.Database)
	case "passthrough":
		var id string
		id, opts = b.chardev(s.Source, s.Alias.V(), s.Ref, s.Mode.Ref())
		o = option.Device("ccid-card-passthru", s.Ref, s.Mode.Ref()).Str("chardev", id, s.Ref)
	default:
		return nil
	}
	return append(opts, b.onReader(o.StrVal("id", s.Alias), s))
}

// onReader adds the slot of the reader that a smart card is in.
func (b *builder) onReader(o *option.Option, s *domain.Smartcard) *option.Option {
	a := &s.Address.VirtioSerial
	if c := b.controllerAt("ccid", a.Controller); c != nil && s.Address.Is(domain.AddressCCID) {
		o.Str("bus", fmt.Sprintf("%s.%d", c.Alias.V(), a.Port.V()), a.Controller.Ref(), a.Port.Ref(), s.Address.Type.Ref())
	}
	return o
}
