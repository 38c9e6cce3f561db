package qemu

// years are how long versioned machines live, in major releases, since
// QEMU 9.1. Source: MACHINE_VER_IS_DEPRECATED and MACHINE_VER_SHOULD_DELETE in
// QEMU's include/hw/boards.h.
const (
	deprecatedAfter = 3
	deletedAfter    = 6
)

// aged tells whether version is n major releases older than t.
func aged(t *Target, version release, n release) bool {
	return t.Version.machine().release() >= version+n*1_00_00
}

// deletion is a release that dropped the machines of a family older than
// oldest, and the release that announced it.
type deletion struct {
	family    string
	announced release
	at        release
	oldest    release
}

// deletions are those before they followed a rule. Source: QEMU's
// docs/about/removed-features.rst and deprecated.rst.
var deletions = [...]deletion{
	{"pc-", v3_0, v4_0, v0_12},
	{"pc-", v4_0, v5_0, v1_0},
	{"pc-", v5_0, v6_0, v1_4},
	{"pc-i440fx-", v7_0, v8_2, v2_0},
	{"pc-i440fx-", v8_2, v9_1, v2_4},
	{"pc-q35-", v2_4, v2_4, v2_4},
	{"pseries-", v9_0, v10_0, v3_0},
	{"s390-ccw-virtio-", v9_1, v10_0, v2_9},
}

func expired(t *Target, f *family, version release) bool {
	r := t.Version.release()
	if r >= v10_1 && aged(t, version, deletedAfter) {
		return true
	}
	for _, d := range deletions {
		if d.family == f.name && r >= d.at && version < d.oldest {
			return true
		}
	}
	return false
}

func deprecated(t *Target, f *family, version release) bool {
	r := t.Version.release()
	if r >= v9_1 && aged(t, version, deprecatedAfter) {
		return true
	}
	for _, d := range deletions {
		if d.family == f.name && r >= d.announced && version < d.oldest {
			return true
		}
	}
	return false
}
