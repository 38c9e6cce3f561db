package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func rng(c Cursor) *domain.RNG {
	rate := c.Child("rate")
	r := &domain.RNG{
		Device: device(c),
		Model:  c.mustEnum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		Rate:   domain.RNGRate{Bytes: rate.UintMax("bytes", 1<<32-1), Period: rate.UintMax("period", 1<<32-1)},
	}
	backends := 0
	for b := range c.Children("backend") {
		if backends++; backends > 1 {
			c.r.diag.Error(source.Conflict, b.Ref(), "a random number generator has one backend only")
			break
		}
		r.Backend = rngBackend(b)
	}
	if backends == 0 {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<rng> needs a <backend>")
	}
	return r
}

func rngBackend(c Cursor) domain.RNGBackend {
	b := domain.RNGBackend{Ref: c.Ref(), Model: c.mustEnum("model", "random", "egd", "builtin")}
	switch b.Model.V() {
	case "random":
		b.Path = c.Text()
	case "egd":
		c.Require("type")
		b.Source = charSource(c)
	}
	return b
}
