package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
)

func (b *builder) rngs() []*option.Option { return each(b, b.dom.Devices.RNGs, b.rng) }

func (b *builder) rng(r *domain.RNG) []*option.Option {
	opts, id := b.rngBackend(r), "obj"+r.Alias.V()
	o := b.virtio("virtio-rng", &r.Device, r.Model).Str("rng", id, r.Backend.Ref).StrVal("id", r.Alias)
	if r.Rate.Bytes.V() == 0 {
		// 0 is no limit.
		o.Cite(r.Rate.Bytes.Ref(), r.Rate.Period.Ref())
	} else {
		// QEMU limits by both; libvirt's default period is a second.
		o.UintVal("max-bytes", r.Rate.Bytes).UintVal("period", r.Rate.Period.Or("default: rng period", 1000))
	}
	return append(opts, b.finish(o, &r.Device))
}

// rngBackend is the -object that randomness comes from, after the character
// device that it reads.
func (b *builder) rngBackend(r *domain.RNG) []*option.Option {
	id, model := "obj"+r.Alias.V(), r.Backend.Model
	switch model.V() {
	case "random":
		return []*option.Option{option.NewObject("rng-random", id, model.Ref()).StrVal("filename", r.Backend.Path)}
	case "builtin":
		return []*option.Option{option.NewObject("rng-builtin", id, model.Ref())}
	case "egd":
		chardev, opts := b.chardev(r.Backend.Source, r.Alias.V(), model.Ref())
		return append(opts, option.NewObject("rng-egd", id, model.Ref()).Str("chardev", chardev, model.Ref()))
	}
	return nil
}
