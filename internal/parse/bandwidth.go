package parse

import "github.com/qemuxml/qemuxml/internal/source"

// bandwidth checks a <bandwidth>, which means nothing to QEMU, and refers to it.
// A floor is granted by libvirt's networks alone. The rules are those of libvirt's
// virNetDevBandwidthParse.
func bandwidth(c Cursor, network bool) source.Ref {
	if !c.Ok() {
		return source.Ref{}
	}
	for _, name := range []string{"inbound", "outbound"} {
		rate := c.Child(name)
		if !rate.Ok() {
			continue
		}
		c.r.checkRate(rate, network)
	}
	return c.Ref()
}

func (r *reader) checkRate(rate Cursor, network bool) {
	for _, key := range []string{"average", "peak", "burst", "floor"} {
		rate.Uint(key)
	}
	floor, bursts := rate.Str("floor"), rate.Str("peak").IsSet() || rate.Str("burst").IsSet()
	switch {
	case floor.IsSet() && rate.Name() == "outbound":
		r.diag.Error(source.Invalid, floor.Ref(), "only an inbound rate has a floor")
	case floor.IsSet() && !network:
		r.diag.Error(source.Invalid, floor.Ref(), "only an interface on a libvirt network is granted a floor")
	case !rate.Str("average").IsSet() && (bursts || !floor.IsSet()):
		r.diag.Error(source.MissingValue, rate.Ref(), "<%s> needs the attribute average", rate.Name())
	}
}
