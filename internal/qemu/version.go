// Package qemu is QEMU as data: versions, features, machine types, and since
// when and until when each of them exists.
//
// It is the only place where a version number stands.
package qemu

import (
	"fmt"
	"strconv"
	"strings"
)

// Version is a release of QEMU.
type Version struct{ Major, Minor, Micro int }

// The releases that can be written for.
var (
	Oldest = Version{0, 9, 0}
	Newest = Version{11, 1, 0}
)

// V is the release major.minor.
func V(major, minor int) Version { return Version{Major: major, Minor: minor} }

// ParseVersion reads a release such as 9.2.0, 4.2, 11 or 7.2.15 (with a suffix
// after a dash or a plus sign, which is ignored).
func ParseVersion(s string) (Version, error) {
	core := s
	if i := strings.IndexAny(core, "-+"); i >= 0 {
		core = core[:i]
	}
	parts := strings.Split(core, ".")
	if len(parts) > 3 {
		return Version{}, fmt.Errorf("%q is no QEMU version", s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%q is no QEMU version", s)
		}
		n[i] = int(v)
	}
	return Version{n[0], n[1], n[2]}, nil
}

func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Micro) }

// short is v without its micro release where that is 0, except before 0.10.
func (v Version) short() string {
	if v.Micro == 0 && (v.Major > 0 || v.Minor >= 10) {
		return fmt.Sprintf("%d.%d", v.Major, v.Minor)
	}
	return v.String()
}

// IsZero tells whether v is no version.
func (v Version) IsZero() bool { return v == Version{} }

// Compare is negative where v is older than w, positive where it is newer.
func (v Version) Compare(w Version) int {
	switch {
	case v.Major != w.Major:
		return v.Major - w.Major
	case v.Minor != w.Minor:
		return v.Minor - w.Minor
	}
	return v.Micro - w.Micro
}

// Before tells whether v is older than w.
func (v Version) Before(w Version) bool { return v.Compare(w) < 0 }
