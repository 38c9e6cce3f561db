package domain

import (
	"slices"
	"strconv"
	"strings"
)

// Set is a set of small numbers, such as CPUs or NUMA nodes: its members in
// ascending order.
type Set []uint64

// Has tells whether n is a member of s.
func (s Set) Has(n uint64) bool {
	_, ok := slices.BinarySearch(s, n)
	return ok
}

// Overlaps tells whether s and t have a member in common.
func (s Set) Overlaps(t Set) bool { return slices.ContainsFunc(s, t.Has) }

// With is the members of s and t.
func (s Set) With(t Set) Set {
	both := append(slices.Clone(s), t...)
	slices.Sort(both)
	return slices.Compact(both)
}

// Max is the greatest member of s, 0 where there is none.
func (s Set) Max() uint64 {
	if len(s) == 0 {
		return 0
	}
	return s[len(s)-1]
}

// Range is the members from First to Last, both included.
type Range struct{ First, Last uint64 }

func (r Range) String() string {
	if r.First == r.Last {
		return strconv.FormatUint(r.First, 10)
	}
	return strconv.FormatUint(r.First, 10) + "-" + strconv.FormatUint(r.Last, 10)
}

// Ranges are the members of s as ranges with gaps between.
func (s Set) Ranges() []Range {
	var list []Range
	for _, n := range s {
		if end := len(list) - 1; end >= 0 && list[end].Last+1 == n {
			list[end].Last = n
			continue
		}
		list = append(list, Range{n, n})
	}
	return list
}

// String is s as libvirt writes it: 0-3,7.
func (s Set) String() string {
	var parts []string
	for _, r := range s.Ranges() {
		parts = append(parts, r.String())
	}
	return strings.Join(parts, ",")
}
