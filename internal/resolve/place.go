package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// places refuses addresses that the kind of a device can't have, and passes over
// those that libvirt does.
func (r *resolver) places() {
	for d := range r.dom.Devices.All() {
		a := &d.Info().Address
		if !a.Type.IsSet() {
			continue
		}
		if what, fit := fitPlaces(d); what != "" && !slices.Contains(fit, a.Type.V()) {
			r.refuse("another place is chosen", source.Invalid, a.Type.Ref(), "%s can't have an address of type %s", what, a.Type.V()).
				WithHint("leave the address out").Inside(a.Ref)
			*a = domain.Address{}
		}
		r.wholeChannel(a)
	}
	for _, h := range r.dom.Devices.Hubs {
		r.ownPlace(&h.Device, domain.AddressUSB)
	}
	for _, p := range r.dom.Devices.Parallels {
		r.ownPlace(&p.Device, "")
	}
}

// The types of address of devices on one kind of bus.
var (
	pciPlaces    = []string{domain.AddressPCI}
	usbPlaces    = []string{domain.AddressUSB}
	virtioPlaces = []string{domain.AddressPCI, domain.AddressCCW, domain.AddressVirtioMMIO}
	// Of devices that may be without a place, too.
	freeVirtioPlaces = []string{domain.AddressPCI, domain.AddressCCW, domain.AddressVirtioMMIO, domain.AddressUnassigned}
)

// fitPlaces are the types of address that d can have, and what to call it; "" where
// its family has a rule of its own.
// Source: qemuBuildVirtioDevGetConfig, virDomainInputDefParseXML,
// virDomainRedirdevDefParseXML, qemuValidateDomainDeviceDefShmem and
// virDomainDeviceInfo's drives, which lie on controllers.
func fitPlaces(d domain.AnyDevice) (what string, fit []string) {
	const aVirtio = "a virtio device"
	switch d := d.(type) {
	case *domain.Hostdev, *domain.MemoryDevice, *domain.CharDevice:
		return "", nil
	case *domain.Disk:
		if isVirtio(d) {
			return aVirtio, virtioPlaces
		}
		return "", nil
	case *domain.Controller:
		if isVirtioSCSI(d) || d.Type.V() == "virtio-serial" {
			return aVirtio, virtioPlaces
		}
		return "", nil
	case *domain.Filesystem:
		if d.Driver.Type.V() != "mtp" {
			return aVirtio, virtioPlaces
		}
	case *domain.Redirdev:
		return "a redirected USB device", usbPlaces
	case *domain.Shmem:
		return "shared memory", pciPlaces
	case *domain.Input:
		if d.Bus.V() == "usb" {
			return "a USB device", usbPlaces
		}
	}
	if isVirtio(d) {
		return aVirtio, freeVirtioPlaces
	}
	if d.Info().Address.Is(domain.AddressDrive) {
		return "a device that is no drive", nil
	}
	return "", nil
}

// ownPlace passes over an address of d that is not of the type that libvirt reads.
func (r *resolver) ownPlace(d *domain.Device, want string) {
	a := &d.Address
	if !a.Type.IsSet() || a.Is(want) {
		return
	}
	r.passOver(a.Type.Ref(), "the device can't have an address of type %s", a.Type.V()).WithHint("leave the address out").Inside(a.Ref)
	*a = domain.Address{}
}

// wholeChannel refuses an address on a channel that is given in part
// (virDomainDeviceCCWAddressParseXML).
func (r *resolver) wholeChannel(a *domain.Address) {
	ccw := &a.CCW
	some := ccw.CSSID.IsSet() || ccw.SSID.IsSet() || ccw.DevNo.IsSet()
	all := ccw.CSSID.IsSet() && ccw.SSID.IsSet() && ccw.DevNo.IsSet()
	if a.Is(domain.AddressCCW) && some && !all {
		r.refuse("another is chosen", source.MissingValue, a.Ref, "an address on a channel has a cssid, an ssid and a devno, or none of them").
			Inside(a.Ref)
		*a = domain.Address{}
	}
}
