package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) inputs() []*option.Option { return each(b, b.dom.Devices.Inputs, b.input) }

func (b *builder) input(in *domain.Input) []*option.Option {
	switch in.Bus.V() {
	case "usb":
		return []*option.Option{b.finish(option.Device(usbInput(in.Type.V()), in.Ref, in.Type.Ref(), in.Bus.Ref()), &in.Device)}
	case "virtio":
		return []*option.Option{b.virtioInput(in)}
	case "none":
		if in.Type.V() != "evdev" {
			b.Diag.Info(source.NoMeaning, in.Ref, "an input device on no bus is none").Inside(in.Ref)
			return nil
		}
		return []*option.Option{hostInput(in)}
	}
	// PS/2 devices are a part of the machine.
	return nil
}

func usbInput(kind string) string {
	if kind == "keyboard" {
		return "usb-kbd"
	}
	return "usb-" + kind
}

func (b *builder) virtioInput(in *domain.Input) *option.Option {
	base := "virtio-" + in.Type.V()
	if in.Type.V() == "passthrough" {
		base = "virtio-input-host"
	}
	o := b.virtio(base, &in.Device, in.Model).Cite(in.Type.Ref(), in.Bus.Ref()).StrVal("evdev", in.Source.Evdev)
	return b.finish(o, &in.Device)
}

// hostInput takes events from an input device of the host.
func hostInput(in *domain.Input) *option.Option {
	o := option.NewObject("input-linux", in.Alias.V(), in.Ref, in.Type.Ref()).StrVal("evdev", in.Source.Dev).BoolVal("repeat", in.Source.Repeat)
	if in.Source.Grab.V() == "all" {
		o.Bool("grab_all", true, in.Source.Grab.Ref())
	}
	return o.StrVal("grab-toggle", in.Source.GrabToggle)
}

// hubs are USB hubs.
func (b *builder) hubs() []*option.Option {
	return each(b, b.dom.Devices.Hubs, func(h *domain.Hub) []*option.Option {
		return []*option.Option{b.finish(option.Device("usb-hub", h.Ref, h.Type.Ref()), &h.Device)}
	})
}
