package parse

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// setLimit is the first number too great for a set: VIR_DOMAIN_CPUMASK_LEN.
// setLongest bounds the work that hostile text makes; all numbers of a set, each
// by itself, are shorter.
const (
	setLimit   = 16384
	setLongest = 1 << 17
)

// Set is the attribute called name, a set of numbers such as 0-3,^2,7. An empty
// set is an error.
func (c Cursor) Set(name string) source.Val[domain.Set] {
	return c.r.set(c.Str(name))
}

// SetText is the text of the element, a set as Set reads it.
func (c Cursor) SetText() source.Val[domain.Set] { return c.r.set(c.Text()) }

func (r *reader) set(v source.Val[string]) source.Val[domain.Set] {
	if !v.IsSet() {
		return source.Val[domain.Set]{}
	}
	set, ok := parseSet(v.V())
	switch {
	case !ok:
		r.diag.Error(source.BadValue, v.Ref(), "%s: %q is no set of numbers", r.what(v.Ref()), v.V()).
			WithHint("write numbers below %d and ranges with commas between, and ^ before what to leave out, such as 0-3,^2,7", setLimit)
	case len(set) == 0:
		r.diag.Error(source.BadValue, v.Ref(), "%s: the set %q is empty", r.what(v.Ref()), v.V())
	default:
		return source.Of(set, v.Ref())
	}
	return source.Val[domain.Set]{}
}

// parseSet reads a set as virBitmapParse does: ^ takes a number out of those
// before it.
func parseSet(s string) (set domain.Set, ok bool) {
	if len(s) > setLongest {
		return nil, false
	}
	var in []uint64 // a bit for each number, as far as there are any
	for part := range strings.SplitSeq(s, ",") {
		part, out := strings.CutPrefix(trim(part), "^")
		r, ok := parseRange(part)
		if !ok || out && r.First != r.Last {
			return nil, false
		}
		if more := int(r.Last/64) + 1 - len(in); more > 0 {
			in = append(in, make([]uint64, more)...)
		}
		for n := r.First; n <= r.Last; n++ {
			if out {
				in[n/64] &^= 1 << (n % 64)
			} else {
				in[n/64] |= 1 << (n % 64)
			}
		}
	}
	for i, word := range in {
		for ; word != 0; word &= word - 1 {
			set = append(set, uint64(64*i+bits.TrailingZeros64(word)))
		}
	}
	return set, true
}

// parseRange reads 7 or 2-5.
func parseRange(s string) (r domain.Range, ok bool) {
	first, last, two := strings.Cut(s, "-")
	if !two {
		last = first
	}
	a, errA := strconv.ParseUint(trim(first), 10, 64)
	b, errB := strconv.ParseUint(trim(last), 10, 64)
	return domain.Range{First: a, Last: b}, errA == nil && errB == nil && a <= b && b < setLimit
}
