package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func crypto(c Cursor) *domain.Crypto {
	back := c.Child("backend")
	if !back.Ok() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<crypto> needs a <backend>")
	}
	c.single("backend")
	return &domain.Crypto{
		Device: device(c),
		Model:  c.mustEnum("model", "virtio"),
		Type:   c.mustEnum("type", "qemu"),
		Backend: domain.CryptoBackend{
			Ref: back.Ref(), Model: back.mustEnum("model", "builtin", "lkcf"), Queues: back.UintMax("queues", 1<<32-1),
		},
	}
}
