package parse

import "github.com/qemuxml/qemuxml/internal/source"

// bandwidth checks a <bandwidth>, which means nothing to QEMU, and refers to it.
// The rules are those of libvirt's virNetDevBandwidthParse.
func bandwidth(c Cursor) source.Ref {
	if !c.Ok() {
		return source.Ref{}
	}
	for _, name := range []string{"inbound", "outbound"} {
		rate := c.Child(name)
		if !rate.Ok() {
			continue
		}
		for _, key := range []string{"average", "peak", "burst", "floor"} {
			rate.Uint(key)
		}
		floor := rate.Str("floor")
		switch {
		case floor.IsSet() && name == "outbound":
			c.r.diag.Error(source.Invalid, floor.Ref(), "only an inbound rate has a floor")
		case !floor.IsSet() && !rate.Str("average").IsSet():
			c.r.diag.Error(source.MissingValue, rate.Ref(), "<%s> needs the attribute average", name)
		}
	}
	return c.Ref()
}
