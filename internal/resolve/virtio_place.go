package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// virtioPlaces refuses places that no virtio device fits in
// (qemuBuildVirtioDevGetConfig). Disks and controllers have rules of their own.
func (r *resolver) virtioPlaces() {
	fit := []string{domain.AddressPCI, domain.AddressCCW, domain.AddressVirtioMMIO, domain.AddressUnassigned}
	for d := range r.dom.Devices.All() {
		switch d.(type) {
		case *domain.Disk, *domain.Controller, *domain.Hostdev, *domain.MemoryDevice:
			continue
		}
		a := &d.Info().Address
		if !a.Type.IsSet() || slices.Contains(fit, a.Type.V()) || !isVirtio(d) {
			continue
		}
		r.refuse("another place is chosen", source.Invalid, a.Type.Ref(), "a virtio device can't have an address of type %s", a.Type.V()).
			WithHint("leave the address out").Inside(a.Ref)
		*a = domain.Address{}
	}
}

// halfChannels refuses addresses on a channel that are given in part
// (virDomainDeviceCCWAddressParseXML).
func (r *resolver) halfChannels() {
	for d := range r.dom.Devices.All() {
		a := &d.Info().Address
		ccw := &a.CCW
		some := ccw.CSSID.IsSet() || ccw.SSID.IsSet() || ccw.DevNo.IsSet()
		all := ccw.CSSID.IsSet() && ccw.SSID.IsSet() && ccw.DevNo.IsSet()
		if a.Is(domain.AddressCCW) && some && !all {
			r.refuse("another is chosen", source.MissingValue, a.Ref, "an address on a channel has a cssid, an ssid and a devno, or none of them").
				Inside(a.Ref)
			*a = domain.Address{}
		}
	}
}
