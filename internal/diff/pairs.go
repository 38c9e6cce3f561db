package diff

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// pairs says which options of two sides belong together.
type pairs struct {
	a, b  []cmdline.Option
	ofA   []int // the partner of each option of a, -1 for none
	taken []bool
}

func newPairs(a, b []cmdline.Option) *pairs {
	p := &pairs{a: a, b: b, ofA: make([]int, len(a)), taken: make([]bool, len(b))}
	for i := range p.ofA {
		p.ofA[i] = -1
	}
	return p
}

// match pairs options that are still alone and that have the same key, in order.
// Options with the key "" stay alone.
func (p *pairs) match(key func(*cmdline.Option) string) {
	waiting := map[string][]int{}
	for i := range p.b {
		if k := key(&p.b[i]); !p.taken[i] && k != "" {
			waiting[k] = append(waiting[k], i)
		}
	}
	for i := range p.a {
		k := key(&p.a[i])
		if p.ofA[i] >= 0 || len(waiting[k]) == 0 {
			continue
		}
		p.ofA[i] = waiting[k][0]
		p.taken[waiting[k][0]] = true
		waiting[k] = waiting[k][1:]
	}
}

// spelling is all of an option.
func spelling(o *cmdline.Option) string {
	var b strings.Builder
	b.WriteString(strconv.Quote(o.Flag))
	for _, p := range o.Props {
		b.WriteString(strconv.Quote(p.Key) + strconv.Quote(p.Value))
	}
	return b.String()
}

// identity is the switch and the id that other options know it by.
func identity(o *cmdline.Option) string { return keyOf(o, id(o)) }

// kind is the switch and what it is a kind of.
func kind(o *cmdline.Option) string { return keyOf(o, cmp.Or(driver(o), o.Get("type"))) }

func id(o *cmdline.Option) string { return cmp.Or(o.Get("id"), o.Get("node-name")) }

func keyOf(o *cmdline.Option, name string) string {
	if o.Flag == "" || name == "" {
		return ""
	}
	return o.Flag + " " + name
}

// single makes a key of switches that are there once on each side, and whose
// options go by no id.
func single(a, b []cmdline.Option) func(*cmdline.Option) string {
	inA, inB := count(a), count(b)
	return func(o *cmdline.Option) string {
		if inA[o.Flag] != 1 || inB[o.Flag] != 1 || id(o) != "" {
			return ""
		}
		return o.Flag
	}
}

func count(opts []cmdline.Option) map[string]int {
	n := map[string]int{}
	for i := range opts {
		n[opts[i].Flag]++
	}
	return n
}
