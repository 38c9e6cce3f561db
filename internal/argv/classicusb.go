package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// classicUSB is the USB controller, of which there is one, and of one kind. It
// is there unless the XML says that it isn't.
func (b *builder) classicUSB() []*option.Option {
	refs := []source.Ref{classicRule()}
	for _, c := range b.dom.Devices.Controllers {
		if !source.Is(c.Type, "usb") || c.Index.V() != 0 {
			continue
		}
		refs = append(refs, c.Ref, c.Type.Ref(), c.Index.Ref())
		if source.Is(c.Model, "none") {
			b.asDefault("nothing asks for a USB controller", append(refs, c.Model.Ref())...)
			return nil
		}
	}
	return []*option.Option{option.New("usb", refs...)}
}

// classicInputs are pointers and keyboards on the USB; those on PS/2 are part of
// the machine.
func (b *builder) classicInputs() []*option.Option {
	return each(b, b.dom.Devices.Inputs, func(in *domain.Input) []*option.Option {
		kind := in.Type.V()
		usable := kind == "mouse" || kind == "tablet" || kind == "keyboard" && b.Target.Has("usbdevice.keyboard")
		switch {
		case source.Is(in.Bus, "ps2"):
			return nil
		case source.Is(in.Bus, "usb") && usable:
			return []*option.Option{option.Text("usbdevice", kind, in.Ref, in.Type.Ref(), in.Bus.Ref())}
		}
		b.classicLack(in.Ref, kind+" on the bus "+in.Bus.V())
		return nil
	})
}

// classicHostdevs are devices of the host: those on the USB, and for forks for
// KVM those on the PCI bus.
func (b *builder) classicHostdevs() []*option.Option {
	return each(b, b.dom.Devices.Hostdevs, func(h *domain.Hostdev) []*option.Option {
		switch {
		case source.Is(h.Type, domain.HostdevUSB):
			return []*option.Option{b.classicUSBHost(h)}
		case source.Is(h.Type, domain.HostdevPCI) && b.Target.HasFlag("pcidevice"):
			return []*option.Option{b.classicPCIHost(h)}
		}
		b.classicLack(h.Ref, "way to hand over a host device of type "+h.Type.V())
		return nil
	})
}

// classicUSBHost is a USB device by what it is, or else by where it is.
func (b *builder) classicUSBHost(h *domain.Hostdev) *option.Option {
	u := &h.USB
	o := option.New("usbdevice", h.Ref, h.Mode.Ref(), h.Type.Ref(), u.Ref)
	if u.Vendor.IsSet() {
		return o.Str("", fmt.Sprintf("host:%04x:%04x", u.Vendor.V(), u.Product.V()), u.Vendor.Ref(), u.Product.Ref())
	}
	return o.Str("", fmt.Sprintf("host:%03d.%03d", u.Bus.V(), u.Device.V()), u.Bus.Ref(), u.Device.Ref())
}

// classicPCIHost is a PCI device of the first domain, the only one that there
// was a way to name.
func (b *builder) classicPCIHost(h *domain.Hostdev) *option.Option {
	a := &h.PCI.Address
	if a.Domain.V() != 0 {
		b.Diag.Error(source.NeedsQEMU, a.Domain.Ref(), "QEMU %s can hand over PCI devices of domain 0 only", b.Target.Version)
	}
	o := option.New("pcidevice", h.Ref, h.Mode.Ref(), h.Type.Ref(), h.PCI.Ref)
	return o.Str("host", fmt.Sprintf("%02x:%02x.%x", a.Bus.V(), a.Slot.V(), a.Function.V()), a.Domain.Ref(), a.Bus.Ref(), a.Slot.Ref(), a.Function.Ref())
}
