package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// classicLack reports that a QEMU without -device has no what, which the item
// ref asks for. What only a rule asks for is left out.
func (b *builder) classicLack(ref source.Ref, what string) {
	if ref.Node() == 0 {
		return
	}
	b.Diag.Error(source.NeedsQEMU, ref, "QEMU %s has no %s", b.Target.Version, what).
		WithHint("remove it, or give a newer QEMU with --qemu-version or --emulator")
}

// classicLacks reports the devices for which there was no switch. It builds
// nothing.
func (b *builder) classicLacks() []*option.Option {
	d := &b.dom.Devices
	lackEach(b, d.Filesystems, "file systems of the host")
	lackEach(b, d.Smartcards, "smart cards")
	lackEach(b, d.Channels, "channels")
	lackEach(b, d.TPMs, "TPMs")
	lackEach(b, d.Redirdevs, "USB redirection")
	lackEach(b, d.Hubs, "USB hubs that can be asked for")
	lackEach(b, d.RNGs, "random number generators")
	lackEach(b, d.Shmems, "shared memory devices")
	lackEach(b, d.MemoryDevices, "memory devices")
	lackEach(b, d.Panics, "panic devices")
	lackEach(b, d.IOMMUs, "IOMMUs")
	lackEach(b, d.Cryptos, "crypto devices")
	for _, one := range []struct {
		ref  source.Ref
		what string
	}{
		{deviceRef(d.Vsock), "vsock devices"}, {deviceRef(d.Pstore), "persistent stores"}, {deviceRef(d.NVRAM), "NVRAM devices"},
	} {
		b.classicLack(one.ref, one.what)
	}
	for _, c := range d.Controllers {
		b.classicController(c)
	}
	return nil
}

// lackEach reports each of devices.
func lackEach[T interface{ Info() *domain.Device }](b *builder, devices []T, what string) {
	for _, d := range devices {
		b.classicLack(d.Info().Ref, what)
	}
}

// deviceRef is the item of a device of which a domain has one at most.
func deviceRef[T any, P interface {
	*T
	Info() *domain.Device
}](d P) source.Ref {
	if d == nil {
		return source.Ref{}
	}
	return d.Info().Ref
}

// classicController accounts for a controller: the first of each kind that a PC
// has is there, and there are no others.
func (b *builder) classicController(c *domain.Controller) {
	first := c.Index.V() == 0
	switch kind := c.Type.V(); {
	case c.Ref.Node() == 0, kind == "usb" && first:
	case first && (kind == "ide" || kind == "fdc" || kind == "isa" || kind == "scsi" || kind == "pci"):
		b.asDefault("a part of the machine", c.Ref, c.Type.Ref(), c.Index.Ref())
	default:
		b.classicLack(c.Ref, "further "+kind+" controllers")
	}
}

// classicWatchdogs is the one watchdog, and what it does.
func (b *builder) classicWatchdogs() []*option.Option {
	return each(b, b.dom.Devices.Watchdogs, func(w *domain.Watchdog) []*option.Option {
		model := w.Model.V()
		if !b.Target.HasFlag("watchdog") || model != "i6300esb" && model != "ib700" {
			b.classicLack(source.First(w.Model.Ref(), w.Ref), "watchdog "+model)
			return nil
		}
		opts := []*option.Option{option.Text("watchdog", model, w.Ref, w.Model.Ref())}
		if w.Action.IsSet() {
			opts = append(opts, option.New("watchdog-action", w.Action.Ref()).StrVal("", w.Action))
		}
		return opts
	})
}

// classicMemballoon is the memory balloon: a part of the machine before there
// was a switch for it.
func (b *builder) classicMemballoon() []*option.Option {
	m := b.dom.Devices.Memballoon
	if m == nil || m.Ref.Node() == 0 {
		return nil
	}
	refs := []source.Ref{m.Ref, m.Model.Ref()}
	switch model := m.Model.V(); {
	case b.Target.HasFlag("balloon") && (model == "virtio" || model == "none"):
		return []*option.Option{option.New("balloon", refs...).Str("", model, refs...)}
	case model == "none":
		b.asDefault("nothing asks for a balloon", refs...)
	default:
		b.Diag.Warn(source.NeedsQEMU, m.Ref, "QEMU %s can't be asked for a memory balloon", b.Target.Version).Accounting(refs...)
	}
	return nil
}
