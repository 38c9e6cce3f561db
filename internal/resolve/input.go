package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// inputs completes keyboards and pointers: their buses, and those that a guest
// with a screen always has.
// Source: libvirt's virDomainInputDefPostParse, virDomainDefAddImplicitInput
// and qemuDomainDefAddDefaultDevices.
func (r *resolver) inputs() {
	d := &r.dom.Devices
	d.Inputs = slices.DeleteFunc(d.Inputs, r.dropMissingInput)
	r.addUSBInputs()
	for _, in := range d.Inputs {
		if !in.Bus.IsSet() {
			in.Bus = r.inputBus(in)
		}
		r.missingInputBus(in)
		r.checkInput(in)
	}
	r.addPS2Inputs()
}

// inputBus is where a device without a bus sits: PS/2 where the machine has
// that and the device is none that only USB has.
func (r *resolver) inputBus(in *domain.Input) source.Val[string] {
	const rule = "default: input bus"
	switch kind := in.Type.V(); {
	case kind == "passthrough":
		return source.Default(rule, "virtio")
	case kind == "evdev":
		return source.Default(rule, "none")
	case (kind == "mouse" || kind == "keyboard") && r.hasPS2():
		return source.Default(rule, "ps2")
	}
	return source.Default(rule, "usb")
}

// missingInputBus refuses an input device on a bus that the domain says it has
// none of, and where it adapts domains moves it.
func (r *resolver) missingInputBus(in *domain.Input) {
	const hint = "write bus='%s'"
	ref, other := source.First(in.Bus.Ref(), in.Ref), r.anyInputBus()
	switch c := r.at.At("usb", 0); {
	case source.Is(in.Bus, "ps2") && source.Is(r.dom.Features.PS2, false):
		r.refuse("it is put on the bus "+other, source.Conflict, ref, "the input device needs the PS/2 controller, which is off").
			WithHint(hint, other).Accounting(r.dom.Features.PS2.Ref())
	case r.Profile.Adapt && (source.Is(in.Bus, "ps2") && !r.hasPS2() || source.Is(in.Bus, "xen")):
		r.Diag.Warn(source.Invalid, ref, "%s machines have no input bus %s; the device is on the bus %s", r.Target.Arch, in.Bus.V(), other).WithHint(hint, other)
	case r.Profile.Adapt && source.Is(in.Bus, "usb") && c == nil && r.Target.Arch.IsS390():
		r.Diag.Warn(source.Invalid, ref, "the domain has no USB; the input device is on the bus %s", other).WithHint(hint, other).Inside(in.Address.Ref)
		in.Address = domain.Address{}
	case r.Profile.Adapt && source.Is(in.Bus, "usb") && c != nil && c.Model.V() == "none":
		r.Diag.Warn(source.Conflict, ref, "the input device needs a USB controller, and the domain says that it has none; it is put on the bus %s", other).
			WithHint(hint, other).Accounting(c.Model.Ref()).Inside(in.Address.Ref)
		in.Address = domain.Address{}
	default:
		return
	}
	in.Bus = source.Of(other, ref)
}

// anyInputBus is a bus for input devices that every machine with expansion
// slots can have: USB where there is a controller.
func (r *resolver) anyInputBus() string {
	if r.hasUSB() {
		return "usb"
	}
	return "virtio"
}

func (r *resolver) hasPS2() bool { return r.Target.Arch.IsX86() }

// addUSBInputs gives POWER guests with a screen a USB keyboard and mouse, since
// their machines have none.
func (r *resolver) addUSBInputs() {
	arch := r.Target.Arch
	if len(r.dom.Devices.Graphics) == 0 || !arch.IsPPC64() && arch != qemu.PPC {
		return
	}
	const rule = "default: USB input devices of POWER guests with graphics"
	r.addInput("keyboard", "usb", rule)
	if !r.hasInput("tablet", "usb") {
		r.addInput("mouse", "usb", rule)
	}
}

// addPS2Inputs names the PS/2 devices that x86 machines have built in.
func (r *resolver) addPS2Inputs() {
	if len(r.dom.Devices.Graphics) == 0 || !r.hasPS2() {
		return
	}
	for _, kind := range []string{"mouse", "keyboard"} {
		r.addInput(kind, "ps2", "default: PS/2 devices of the machine")
	}
}

// addInput adds a device unless there is one of that kind on that bus.
func (r *resolver) addInput(kind, bus, rule string) {
	if r.hasInput(kind, bus) {
		return
	}
	r.dom.Devices.Inputs = append(r.dom.Devices.Inputs, &domain.Input{
		Device: domain.Device{Ref: source.Rule(rule)}, Type: source.Default(rule, kind), Bus: source.Default(rule, bus),
	})
}

func (r *resolver) hasInput(kind, bus string) bool {
	for _, in := range r.dom.Devices.Inputs {
		if in.Type.V() == kind && in.Bus.V() == bus {
			return true
		}
	}
	return false
}

// checkInput refuses what libvirt's virDomainInputDefValidate and
// qemuValidateDomainDeviceDefInput do.
func (r *resolver) checkInput(in *domain.Input) {
	kind, bus := in.Type.V(), in.Bus.V()
	switch {
	case bus == "ps2" && !r.hasPS2():
		r.Diag.Error(source.Invalid, in.Bus.Ref(), "%s machines have no PS/2 bus", r.Target.Arch).WithHint("use bus='usb' or bus='virtio'")
	case bus == "ps2" && kind != "mouse" && kind != "keyboard":
		r.Diag.Error(source.Invalid, in.Bus.Ref(), "a %s can't be on the PS/2 bus", kind).WithHint("use bus='usb' or bus='virtio'")
	case bus == "xen" || bus == "parallels":
		r.Diag.Error(source.Invalid, in.Bus.Ref(), "QEMU has no input bus %s", bus).WithHint("use ps2, usb or virtio")
	case kind == "passthrough" && bus != "virtio":
		r.Diag.Error(source.Invalid, in.Bus.Ref(), "an input device of the host is passed through on the virtio bus only")
	case kind == "passthrough" && !in.Source.Evdev.IsSet():
		r.Diag.Error(source.MissingValue, in.Ref, "a passthrough input device needs <source evdev=...>")
	case kind == "evdev" && !in.Source.Dev.IsSet():
		r.Diag.Error(source.MissingValue, in.Ref, "an evdev input device needs <source dev=...>")
	case bus == "virtio" && in.Model.IsSet() && in.Model.V() != "virtio":
		r.refuse("it is of model virtio", source.Invalid, in.Model.Ref(), "an input device can't be of model %s", in.Model.V()).WithHint("write model='virtio', or leave it out")
		in.Model = source.Of("virtio", in.Model.Ref())
	case in.Model.IsSet() && bus != "virtio":
		r.Diag.Error(source.Invalid, in.Model.Ref(), "only input devices on the virtio bus have a model")
	}
}
