package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func rng(c Cursor) *domain.RNG {
	rate := c.Child("rate")
	return &domain.RNG{
		Device:  device(c),
		Model:   c.Enum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		Rate:    domain.RNGRate{Bytes: rate.UintMax("bytes", 1<<32-1), Period: rate.UintMax("period", 1<<32-1)},
		Backend: rngBackend(c.Child("backend")),
	}
}

func rngBackend(c Cursor) domain.RNGBackend {
	b := domain.RNGBackend{Ref: c.Ref(), Model: c.Enum("model", "random", "egd", "builtin")}
	switch b.Model.V() {
	case "random":
		b.Path = c.Text()
	case "egd":
		b.Source = charSource(c)
	}
	return b
}
