package qemu

import (
	"cmp"
	"slices"
)

// span is where and when something exists: in the releases from since
// (inclusive) until until (exclusive), on the architectures on.
type span struct {
	since, until release
	on           arches
}

func (s span) holds(t *Target) bool {
	r, on := t.where()
	return r >= s.since && (s.until == still || r < s.until) && s.on&on != 0
}

// Lack says why a target does not take something, and what to do about it.
type Lack struct {
	Why  string // such as "-no-hpet is gone since QEMU 9.0"
	Hint string // "" where there is no advice
}

// lack words why t, which s does not hold, has no what.
func (s span) lack(t *Target, what, instead string) Lack {
	switch {
	case !s.on.has(t.Arch):
		return Lack{Why: "QEMU for " + string(t.Arch) + " has no " + what}
	case t.Version.release() < s.since:
		return Lack{Why: what + " needs QEMU " + s.since.version().short() + " or newer"}
	}
	l := Lack{Why: what + " is gone since QEMU " + s.until.version().short()}
	if instead != "" {
		l.Hint = "write " + instead
	}
	return l
}

// row is a name and a span of it. A name may have several rows, one after the
// other, and tables of rows are in the order of the names: looking a name up
// then takes no set-up when the program starts.
type row struct {
	name         string
	since, until release
	on           arches
}

func (r *row) span() span { return span{r.since, r.until, r.on} }

// rowsOf are the rows of table that are called name.
func rowsOf(table []row, name string) []row {
	at, found := slices.BinarySearchFunc(table, name, func(r row, name string) int { return cmp.Compare(r.name, name) })
	if !found {
		return nil
	}
	return table[at : at+sameName(table[at:])]
}

// sameName is how many rows at the start of table have the same name.
func sameName(table []row) int {
	n := 1
	for n < len(table) && table[n].name == table[0].name {
		n++
	}
	return n
}

func anyHolds(rows []row, t *Target) bool {
	for i := range rows {
		if rows[i].span().holds(t) {
			return true
		}
	}
	return false
}

// lackOf words why t has no what, of which rows tell: the last of those for its
// architecture, the first where there is none.
func lackOf(rows []row, t *Target, what, instead string) Lack {
	best := rows[0]
	for _, r := range rows {
		if r.on.has(t.Arch) {
			best = r
		}
	}
	return best.span().lack(t, what, instead)
}
