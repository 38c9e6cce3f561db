package resolve

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// missingInputBus refuses an input device on a bus that the guest has none of.
// Where the profile adapts domains, it goes to another.
func (r *resolver) missingInputBus(in *domain.Input) {
	why, because := r.lacksInputBus(in)
	if why == "" {
		return
	}
	ref, other := source.First(in.Bus.Ref(), in.Ref), r.anyInputBus()
	r.refuse("the device is put on the bus "+other, source.Conflict, ref, "%s", why).WithHint("write bus='%s'", other).Accounting(because).Inside(in.Address.Ref)
	in.Bus, in.Address = source.Of(other, ref), domain.Address{}
}

// lacksInputBus says why the guest has no bus for in, "" where it has one, and
// which item is to blame. libvirt looks at a PS/2 controller that is off, and
// elsewhere for USB.
func (r *resolver) lacksInputBus(in *domain.Input) (why string, because source.Ref) {
	usb, bus := r.at.At("usb", 0), in.Bus.V()
	switch {
	case bus == "ps2" && source.Is(r.dom.Features.PS2, false):
		return "the input device needs the PS/2 controller, which is off", r.dom.Features.PS2.Ref()
	case !r.Profile.Adapt:
	case bus == "ps2" && !r.hasPS2(), bus == "xen":
		return fmt.Sprintf("%s machines have no input bus %s", r.Target.Arch, bus), source.Ref{}
	case bus == "usb" && usb == nil && r.Target.Arch.IsS390():
		return "the input device needs a USB controller, which the guest has not", source.Ref{}
	case bus == "usb" && usb != nil && usb.Model.V() == "none":
		return "the input device needs a USB controller, and the domain says that it has none", usb.Model.Ref()
	}
	return "", source.Ref{}
}

// anyInputBus is a bus for input devices that every machine with expansion
// slots can have: USB where there is a controller.
func (r *resolver) anyInputBus() string {
	if r.hasUSB() {
		return "usb"
	}
	return "virtio"
}
