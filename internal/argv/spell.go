package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
)

// jsonSince lists the switches that libvirt writes as JSON, and the feature
// from which on it does.
var jsonSince = map[string]qemu.Feature{
	"device":   "device.json+hotplug",
	"object":   "object.qapified",
	"netdev":   "netdev.json",
	"blockdev": "blockdev",
	"audiodev": "audiodev.json",
	"compat":   "compat-deprecated",
}

// spell decides how each finished option is written: as JSON or key=value, with
// the long or the short name of its switch.
func (b *builder) spell(opts []option.Option) []option.Option {
	for i := range opts {
		o := &opts[i]
		o.JSON = b.writesJSON(o)
		if b.Profile.ShortMachine && o.Flag == "machine" {
			o.Flag = "M"
		}
	}
	return opts
}

// writesJSON tells whether o is written as JSON: in the profile that wants it,
// and wherever key=value can't say it.
func (b *builder) writesJSON(o *option.Option) bool {
	since, ok := jsonSince[o.Flag]
	return ok && b.Target.Has(since) && (b.Profile.JSON || (o.Flag == "device" || o.Flag == "object") && nests(o) || o.HasNull())
}

// nests tells whether a value of o is a list or an object. -device and -object
// read flat pairs only, where the other switches know dotted keys.
func nests(o *option.Option) bool {
	for _, p := range o.Params {
		if k := p.Value.Kind(); k == option.KindObject || k == option.KindList {
			return true
		}
	}
	return false
}
