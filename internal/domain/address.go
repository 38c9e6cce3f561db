package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The address types, as libvirt names them.
const (
	AddressPCI          = "pci"
	AddressDrive        = "drive"
	AddressVirtioSerial = "virtio-serial"
	AddressCCID         = "ccid"
	AddressUSB          = "usb"
	AddressSpaprVIO     = "spapr-vio"
	AddressCCW          = "ccw"
	AddressVirtioMMIO   = "virtio-mmio"
	AddressISA          = "isa"
	AddressDIMM         = "dimm"
	AddressMdev         = "mdev"
	AddressUnassigned   = "unassigned"
)

// Address is where a device sits: Type says which of the others is meant. Type
// is absent until the XML or resolve says it.
type Address struct {
	Ref  source.Ref
	Type source.Val[string]

	PCI          PCIAddress
	Drive        DriveAddress
	VirtioSerial VirtioSerialAddress
	USB          USBAddress
	SpaprVIO     SpaprVIOAddress
	CCW          CCWAddress
	ISA          ISAAddress
	DIMM         DIMMAddress
	Mdev         source.Val[string] // UUID
}

// Is tells whether the address is known to be of type t.
func (a *Address) Is(t string) bool { return source.Is(a.Type, t) }

// PCIAddress is a function of a PCI slot. It has a place once Slot is set.
type PCIAddress struct {
	Domain, Bus, Slot, Function source.Val[uint64]
	Multifunction               source.Val[bool]
	UID, FID                    source.Val[uint64] // <zpci>
}

// DriveAddress is a place on a disk controller. ReservedTarget is the target
// of SCSI; IDE and SATA have target 0.
type DriveAddress struct {
	Controller, Bus, Target, Unit source.Val[uint64]
}

// VirtioSerialAddress is a port of a virtio-serial controller; with
// AddressCCID, Port is the slot of the smart card reader.
type VirtioSerialAddress struct {
	Controller, Bus, Port source.Val[uint64]
}

// USBAddress is a port of a USB bus, such as 1.2 for the second port of the hub
// in port 1.
type USBAddress struct {
	Bus  source.Val[uint64]
	Port source.Val[string]
}

// SpaprVIOAddress is a register on the virtual I/O bus of POWER guests.
type SpaprVIOAddress struct {
	Reg source.Val[uint64]
}

// CCWAddress is a channel subsystem address of s390 guests.
type CCWAddress struct {
	CSSID, SSID, DevNo source.Val[uint64]
}

// ISAAddress is an I/O port and an interrupt.
type ISAAddress struct {
	IOBase, IRQ source.Val[uint64]
}

// DIMMAddress is a memory slot; Base is the guest-physical address.
type DIMMAddress struct {
	Slot, Base source.Val[uint64]
}

// PCIAt is a function of a PCI slot, as the named rule gives it.
func PCIAt(rule string, bus, slot, function uint64) Address {
	from := source.Rule(rule)
	return Address{
		Ref:  from,
		Type: source.Of(AddressPCI, from),
		PCI: PCIAddress{
			Domain: source.Of(uint64(0), from), Bus: source.Of(bus, from), Slot: source.Of(slot, from), Function: source.Of(function, from),
		},
	}
}

// Refs are the items of the XML that a consists of; zero for those it lacks.
func (a *Address) Refs() []source.Ref {
	p, d, s, u, c := &a.PCI, &a.Drive, &a.VirtioSerial, &a.USB, &a.CCW
	return []source.Ref{
		a.Ref, a.Type.Ref(), p.Domain.Ref(), p.Bus.Ref(), p.Slot.Ref(), p.Function.Ref(), p.Multifunction.Ref(), p.UID.Ref(), p.FID.Ref(),
		d.Controller.Ref(), d.Bus.Ref(), d.Target.Ref(), d.Unit.Ref(), s.Controller.Ref(), s.Bus.Ref(), s.Port.Ref(),
		u.Bus.Ref(), u.Port.Ref(), a.SpaprVIO.Reg.Ref(), c.CSSID.Ref(), c.SSID.Ref(), c.DevNo.Ref(), a.ISA.IOBase.Ref(), a.ISA.IRQ.Ref(),
		a.DIMM.Slot.Ref(), a.DIMM.Base.Ref(), a.Mdev.Ref(),
	}
}
