package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
)

func (b *builder) cryptos() []*option.Option { return each(b, b.dom.Devices.Cryptos, b.crypto) }

func (b *builder) crypto(c *domain.Crypto) []*option.Option {
	id := "obj" + c.Alias.V()
	backend := option.NewObject("cryptodev-backend-"+c.Backend.Model.V(), id, c.Backend.Ref, c.Backend.Model.Ref())
	if q := c.Backend.Queues; q.V() > 0 {
		backend.UintVal("queues", q)
	}
	o := b.virtio("virtio-crypto", &c.Device, c.Model).Cite(c.Type.Ref()).Str("cryptodev", id, c.Backend.Ref)
	return []*option.Option{backend, b.finish(o, &c.Device)}
}
