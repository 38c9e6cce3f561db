package parse

import "github.com/qemuxml/qemuxml/internal/source"

// bandwidth checks a <bandwidth>, which means nothing to QEMU, and refers to it and
// to the floor of its inbound rate. The rules are those of libvirt's
// virNetDevBandwidthParse.
func bandwidth(c Cursor) (whole, floor source.Ref) {
	if !c.Ok() {
		return source.Ref{}, source.Ref{}
	}
	for _, name := range []string{"inbound", "outbound"} {
		rate := c.Child(name)
		if !rate.Ok() {
			continue
		}
		c.r.checkRate(rate)
	}
	return c.Ref(), c.Child("inbound").Str("floor").Ref()
}

func (r *reader) checkRate(rate Cursor) {
	for _, key := range []string{"average", "peak", "burst", "floor"} {
		rate.Uint(key)
	}
	floor, bursts := rate.Str("floor"), rate.Str("peak").IsSet() || rate.Str("burst").IsSet()
	switch {
	case floor.IsSet() && rate.Name() == "outbound":
		r.diag.Error(source.Invalid, floor.Ref(), "only an inbound rate has a floor")
	case !rate.Str("average").IsSet() && (bursts || !floor.IsSet()):
		r.diag.Error(source.MissingValue, rate.Ref(), "<%s> needs the attribute average", rate.Name())
	}
}
