package qemu

// Feature is something that a QEMU has or lacks, by the name of libvirt's
// capability flag for it where there is one ("device.json+hotplug").
type Feature string

// span is the releases in which something exists: from since (inclusive, zero
// for always) until until (exclusive, zero for ever).
type span struct{ since, until Version }

func (s span) holds(v Version) bool {
	return !v.Before(s.since) && (s.until.IsZero() || v.Before(s.until))
}

var features = map[Feature][]span{
	"device.json+hotplug": {{since: V(7, 0)}},
	"object.qapified":     {{since: V(6, 0)}},
	"netdev.json":         {{since: V(7, 2)}},
}

func has(t *Target, f Feature) bool {
	for _, s := range features[f] {
		if s.holds(t.Version) {
			return true
		}
	}
	return false
}
