package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
)

// jsonSince is the feature from which on libvirt writes the switch flag as JSON;
// ok is false for switches that it never does.
func jsonSince(flag string) (f qemu.Feature, ok bool) {
	switch flag {
	case "device":
		return "device.json+hotplug", true
	case "object":
		return "object.qapified", true
	case "netdev":
		return "netdev.json", true
	case "blockdev":
		return "blockdev", true
	case "audiodev":
		return "audiodev.json", true
	case "compat":
		return "compat-deprecated", true
	}
	return "", false
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
	if !b.Profile.JSON && !o.HasNull() && !((o.Flag == "device" || o.Flag == "object") && nests(o)) {
		return false
	}
	since, ok := jsonSince(o.Flag)
	return ok && b.Target.Has(since)
}

// nests tells whether a value of o is a list or an object. -device and -object
// read flat pairs only, where the other switches know dotted keys.
func nests(o *option.Option) bool {
	for i := range o.Params {
		if k := o.Params[i].Value.Kind(); k == option.KindObject || k == option.KindList {
			return true
		}
	}
	return false
}
