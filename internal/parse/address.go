package parse

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// address reads an <address>. The limits are those of libvirt's schema
// (basictypes.rng); whether a place exists on the machine is for resolve to say.
func address(c Cursor) domain.Address {
	if !c.Ok() {
		return domain.Address{}
	}
	a := domain.Address{Ref: c.Ref(), Type: c.Enum("type", domain.AddressPCI, domain.AddressDrive, domain.AddressVirtioSerial,
		domain.AddressCCID, domain.AddressUSB, domain.AddressSpaprVIO, domain.AddressCCW, domain.AddressVirtioMMIO,
		domain.AddressISA, domain.AddressDIMM, domain.AddressMdev, domain.AddressUnassigned)}
	if !c.Str("type").IsSet() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<address> needs the attribute type")
	}
	switch a.Type.V() {
	case domain.AddressPCI:
		a.PCI = pciAddress(c)
	case domain.AddressDrive:
		a.Drive = domain.DriveAddress{Controller: c.UintMax("controller", 1<<32-1), Bus: c.UintMax("bus", 1<<32-1), Target: c.UintMax("target", 1<<32-1), Unit: c.UintMax("unit", 1<<32-1)}
	case domain.AddressVirtioSerial, domain.AddressCCID:
		a.VirtioSerial = domain.VirtioSerialAddress{Controller: c.UintMax("controller", 1<<32-1), Bus: c.UintMax("bus", 1<<32-1), Port: c.UintMax(portKey(a.Type.V()), 1<<32-1)}
	case domain.AddressUSB:
		a.USB = domain.USBAddress{Bus: c.UintMax("bus", 1<<32-1), Port: usbPort(c)}
	case domain.AddressSpaprVIO:
		a.SpaprVIO = domain.SpaprVIOAddress{Reg: c.Hex("reg", 1<<64-1)}
	case domain.AddressCCW:
		a.CCW = domain.CCWAddress{CSSID: c.Number("cssid", 0xfe), SSID: c.Number("ssid", 3), DevNo: c.Number("devno", 0xffff)}
	case domain.AddressISA:
		a.ISA = domain.ISAAddress{IOBase: c.Hex("iobase", 1<<32-1), IRQ: c.Hex("irq", 1<<32-1)}
	case domain.AddressDIMM:
		a.DIMM = domain.DIMMAddress{Slot: c.UintMax("slot", 1<<32-1), Base: c.Hex("base", 1<<64-1)}
	case domain.AddressMdev:
		a.Mdev = c.Require("uuid")
	}
	return a
}

// portKey is the attribute that counts ports: a smart card reader's is its slot.
func portKey(addressType string) string {
	if addressType == domain.AddressCCID {
		return "slot"
	}
	return "port"
}

func pciAddress(c Cursor) domain.PCIAddress {
	zpci := c.Child("zpci")
	return domain.PCIAddress{
		Domain:        c.Number("domain", 0xffffffff),
		Bus:           c.Number("bus", 0xff),
		Slot:          c.Number("slot", 0x1f),
		Function:      c.Number("function", 7),
		Multifunction: c.OnOff("multifunction"),
		UID:           between(zpci, "uid", zpci.Number("uid", 0xffff), 1),
		FID:           zpci.Number("fid", 0xffffffff),
	}
}

// usbPort reads the port path of a USB address, such as 1 or 1.2.4.
func usbPort(c Cursor) source.Val[string] {
	const maxDepth = 4 // ports of hubs below the root hub, VIR_DOMAIN_DEVICE_USB_MAX_PORT_DEPTH
	port := c.Str("port")
	if !port.IsSet() {
		return port
	}
	if first, _, _ := strings.Cut(port.V(), "."); strings.Trim(first, "0") == "" && first != "" {
		// virDomainUSBAddressPortIsValid: there is no port 0, which leaves it open.
		c.r.diag.Note(source.NoMeaning, port.Ref(), "port 0 of a USB bus is any")
		return source.Val[string]{}
	}
	parts, number := 1, false
	for _, r := range port.V() {
		switch {
		case r >= '0' && r <= '9':
			number = true
		case r == '.' && number:
			parts, number = parts+1, false
		default:
			parts = maxDepth + 1
		}
	}
	if parts > maxDepth || !number {
		c.r.diag.Error(source.BadValue, port.Ref(), "%q is no USB port", port.V()).WithHint("write up to %d port numbers with dots between, such as 1.2", maxDepth)
		return source.Val[string]{}
	}
	return port
}
