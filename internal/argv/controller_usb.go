package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// usbDriver is QEMU's device for a model of USB controller.
func usbDriver(model string) string {
	switch model {
	case "piix3-uhci", "piix4-uhci", "vt82c686b-uhci":
		return model[:len(model)-len("uhci")] + "usb-uhci"
	case "ehci":
		return "usb-ehci"
	case "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3":
		return "ich9-usb-" + model[len("ich9-"):]
	case "nec-xhci":
		return "nec-usb-xhci"
	}
	return model // pci-ohci, qemu-xhci
}

func (b *builder) usbController(c *domain.Controller) *option.Option {
	if !c.Model.IsSet() {
		b.Diag.Error(source.MissingValue, c.Ref, "there is no default model of USB controller for this machine").WithHint("name one, such as model='qemu-xhci'")
		return nil
	}
	o := option.Device(usbDriver(c.Model.V()), c.Ref, c.Type.Ref(), c.Model.Ref())
	if c.Model.V() == "nec-xhci" || c.Model.V() == "qemu-xhci" {
		// Each port is one of USB 2 and one of USB 3.
		o.UintVal("p2", c.Ports).UintVal("p3", c.Ports)
	}
	if c.Master.IsSet() {
		return o.Str("masterbus", b.usbMaster(c)+".0", c.Index.Ref()).UintVal("firstport", c.Master)
	}
	return o.StrVal("id", c.Alias)
}

// usbMaster is the id of the controller that c is a companion of: the one at
// its index that is no companion itself.
func (b *builder) usbMaster(c *domain.Controller) string {
	if master := b.at.At("usb", c.Index.V()); master != nil {
		return master.Alias.V()
	}
	return c.Alias.V()
}
