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
		} else if in.Type.V() == "evdev" {
			r.refuse("it is passed over", source.Invalid, in.Bus.Ref(), "an input device of type evdev is on no bus of the guest").WithHint("remove bus='%s'", in.Bus.V())
			in.Bus = r.inputBus(&domain.Input{Type: in.Type})
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
