package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/resolve/pciaddr"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The places of what is part of a board. On the i440FX slot 1 is the PIIX3, on
// the Q35 slot 0x1f is the ICH9.
var (
	piix3ISA   = pciaddr.Addr{Slot: 1}
	piix3IDE   = pciaddr.Addr{Slot: 1, Function: 1}
	piix3USB   = pciaddr.Addr{Slot: 1, Function: 2}
	piix3Power = pciaddr.Addr{Slot: 1, Function: 3}
	ich9LPC    = pciaddr.Addr{Slot: 0x1f}
	ich9SATA   = pciaddr.Addr{Slot: 0x1f, Function: 2}
	ich9SMBus  = pciaddr.Addr{Slot: 0x1f, Function: 3}
	ich9HDA    = pciaddr.Addr{Slot: 0x1b}
	ich9Bridge = pciaddr.Addr{Slot: 0x1e}
	ich9USB    = []pciaddr.Addr{{Slot: 0x1d}, {Slot: 0x1a}}
)

// chipset takes the places of what is part of the board, and puts the devices
// where they are on real boards of the kind.
func (p *pci) chipset() {
	if p.set.Len() == 0 {
		return
	}
	switch {
	case p.is(qemu.IsI440FX):
		p.piix3()
		p.primaryVideo(2, conventional)
	case p.is(qemu.IsQ35):
		p.ich9()
		// On a PCIe root bus slot 1 is the first that is free.
		p.primaryVideo(1, pciaddr.PCIe)
		p.boardSound()
	}
}

// onPIIX3 tells whether d is where the PIIX3 has it, which is not counted as
// taken before the chipset is.
func (p *pci) onPIIX3(d domain.AnyDevice, a pciaddr.Addr) bool {
	c, ok := d.(*domain.Controller)
	if !ok || c.Index.V() != 0 {
		return false
	}
	return c.Type.V() == "ide" && a == piix3IDE || isPIIX3USB(c) && a == piix3USB
}

func isPIIX3USB(c *domain.Controller) bool {
	return c.Type.V() == "usb" && (c.Model.V() == "piix3-uhci" || !c.Model.IsSet())
}

// piix3 takes slot 1 for the ISA bridge, the power management, and the IDE and
// USB controllers number 0. Source: qemuDomainValidateDevicePCISlotsPIIX3.
func (p *pci) piix3() {
	for _, c := range p.dom.Devices.Controllers {
		if c.Index.V() != 0 {
			continue
		}
		switch {
		case c.Type.V() == "ide":
			p.fixed(c, piix3IDE, conventional, "board: PIIX3 IDE")
		case isPIIX3USB(c):
			p.fixed(c, piix3USB, conventional, "board: PIIX3 USB")
		}
	}
	p.board(piix3ISA, conventional)
	p.board(piix3Power, conventional)
}

// fixed puts c where the board has it, and reports where the XML has it elsewhere.
func (p *pci) fixed(c *domain.Controller, at pciaddr.Addr, want pciaddr.Connect, rule string) {
	if placedOnPCI(&c.Device) && pciAddr(&c.Address.PCI) != at {
		p.refused(&c.Device, &pciaddr.Refusal{
			Text: "the first " + c.Type.V() + " controller of this board is at " + at.String(), Hint: "leave its address out",
		})
		return
	}
	if !placedOnPCI(&c.Device) {
		setPCI(&c.Device, rule, at)
	}
	p.take(&c.Device, at, want)
}

// take takes a place for d.
func (p *pci) take(d *domain.Device, at pciaddr.Addr, want pciaddr.Connect) {
	if refusal := p.set.Take(&at, want, 0); refusal != nil {
		p.refused(d, refusal)
	}
}

// board takes a place for a part of the board that the XML knows nothing of.
func (p *pci) board(at pciaddr.Addr, want pciaddr.Connect) {
	if refusal := p.set.Take(&at, want, 0); refusal != nil {
		p.failed = true
		p.Diag.Error(source.Duplicate, p.occupant(at), "the PCI address %s is that of a part of the board", at).
			WithHint("leave the address out to have a free one chosen")
	}
}

// occupant is the address of the device at a place.
func (p *pci) occupant(at pciaddr.Addr) source.Ref {
	for d := range p.dom.Devices.All() {
		if i := d.Info(); placedOnPCI(i) && pciAddr(&i.Address.PCI) == at {
			return i.Address.Ref
		}
	}
	return p.dom.Devices.Ref
}

// ich9 takes slot 0x1f for the LPC bridge, the SMBus and SATA controller 0, and
// prefers the usual places for USB 2.0 and for the bridge to conventional PCI.
// Source: qemuDomainValidateDevicePCISlotsQ35.
func (p *pci) ich9() {
	for _, c := range p.dom.Devices.Controllers {
		switch {
		case c.Type.V() == "sata" && c.Index.V() == 0:
			p.ich9SATA(c)
		case c.Type.V() == "usb" && c.Model.V() == "ich9-uhci1" && unplaced(&c.Device):
			if p.prefer(&c.Device, "board: ICH9 USB", ich9USB...) {
				c.Address.PCI.Multifunction = source.Default("board: ICH9 USB", true)
			}
		case c.Type.V() == "pci" && c.Model.V() == domain.DMIToPCIBridge && unplaced(&c.Device):
			p.prefer(&c.Device, "board: ICH9 PCI bridge", ich9Bridge)
		}
	}
	p.board(ich9LPC, pciaddr.PCIe)
	p.board(ich9SMBus, pciaddr.PCIe)
}

// ich9SATA checks or sets the place of the board's SATA controller; a place that
// the XML gives has been taken already.
func (p *pci) ich9SATA(c *domain.Controller) {
	if placedOnPCI(&c.Device) && pciAddr(&c.Address.PCI) == ich9SATA {
		return
	}
	p.fixed(c, ich9SATA, pciaddr.PCIe, "board: ICH9 SATA")
}

// prefer puts d at the first of places whose slot is free; it tells whether
// there was one.
func (p *pci) prefer(d *domain.Device, rule string, places ...pciaddr.Addr) bool {
	for _, at := range places {
		if p.set.Used(at.Bus, at.Slot) {
			continue
		}
		setPCI(d, rule, at)
		p.take(d, at, pciaddr.PCIe)
		return true
	}
	return false
}

// primaryVideo puts the first graphics card into the slot where QEMU, left to
// itself, would put it.
func (p *pci) primaryVideo(slot uint64, want pciaddr.Connect) {
	if p.failed || len(p.dom.Devices.Videos) == 0 {
		return
	}
	v := p.dom.Devices.Videos[0]
	own := p.connect(v)
	if own == 0 || !wantsPCI(&v.Device) {
		return
	}
	at := pciaddr.Addr{Slot: slot}
	if p.set.Used(at.Bus, at.Slot) {
		p.next(&v.Device, own, pciaddr.AnyFunction)
		return
	}
	setPCI(&v.Device, "default: slot of the first graphics card", at)
	p.take(&v.Device, at, want)
}

// boardSound puts the first ICH9 sound card where the ICH9 has it.
func (p *pci) boardSound() {
	for _, s := range p.dom.Devices.Sounds {
		if s.Model.V() == "ich9" && wantsPCI(&s.Device) && !p.failed {
			p.prefer(&s.Device, "board: ICH9 sound", ich9HDA)
			return
		}
	}
}

// placeCompanion puts a part of an ICH9 USB controller into the slot that
// another part has, each at its own function.
func (p *pci) placeCompanion(c *domain.Controller, want pciaddr.Connect) {
	function, first := companionFunction(c.Model.V())
	for _, other := range p.dom.Devices.Controllers {
		if !isUSB2(other) || other.Index.V() != c.Index.V() || !placedOnPCI(&other.Device) {
			continue
		}
		at := pciAddr(&other.Address.PCI)
		at.Function = function
		setPCI(&c.Device, "address: slot of the other parts of the USB controller", at)
		p.take(&c.Device, at, want)
		break
	}
	if !placedOnPCI(&c.Device) {
		p.next(&c.Device, want, int(function))
	}
	if first && placedOnPCI(&c.Device) {
		c.Address.PCI.Multifunction = source.Default("address: parts of a USB controller share a slot", true)
	}
}

// companionFunction is the function of a part of an ICH9 USB controller, as on
// the real chip; first tells whether it is function 0.
func companionFunction(model string) (function uint64, first bool) {
	switch model {
	case "ich9-ehci1":
		return 7, false
	case "ich9-uhci2":
		return 1, false
	case "ich9-uhci3":
		return 2, false
	}
	return 0, true
}
