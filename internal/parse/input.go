package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func input(c Cursor) *domain.Input {
	from := c.Child("source")
	return &domain.Input{
		Device: device(c),
		Type:   c.mustEnum("type", "mouse", "tablet", "keyboard", "passthrough", "evdev"),
		Bus:    c.Enum("bus", "ps2", "usb", "xen", "parallels", "none", "virtio"),
		Model:  c.Enum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		Source: domain.InputSource{
			Ref: from.Ref(), Evdev: from.Str("evdev"), Dev: from.Str("dev"), Grab: from.Enum("grab", "all"),
			GrabToggle: from.Enum("grabToggle", "ctrl-ctrl", "alt-alt", "shift-shift", "meta-meta", "scrolllock", "ctrl-scrolllock"),
			Repeat:     from.OnOff("repeat"),
		},
	}
}

func hub(c Cursor) *domain.Hub {
	return &domain.Hub{Device: device(c), Type: c.mustEnum("type", "usb")}
}
