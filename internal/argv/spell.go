package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
)

// jsonSince is the feature from which on libvirt writes the switch as JSON; ""
// for those that it never does.
func jsonSince(flag string) qemu.Feature {
	switch flag {
	case "device":
		return "device.json+hotplug"
	case "object":
		return "object.qapified"
	case "netdev":
		return "netdev.json"
	case "blockdev":
		return "blockdev"
	case "audiodev":
		return "audiodev.json"
	case "compat":
		return "compat-deprecated"
	}
	return ""
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
	since := jsonSince(o.Flag)
	return since != "" && b.Target.Has(since) && (b.Profile.JSON || (o.Flag == "device" || o.Flag == "object") && nests(o) || o.HasNull())
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
