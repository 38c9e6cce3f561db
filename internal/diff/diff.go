// Package diff compares two command lines by meaning: option by option, whatever
// their order and spelling. What is one thing in two spellings is package
// cmdline's to say.
package diff

import (
	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Side is one of two command lines to compare.
type Side struct {
	program Value
	options []cmdline.Option
}

// Recorded is the side of a command line that was read.
func Recorded(l cmdline.Line) Side {
	return Side{Value{Set: true, Text: l.Program}, cmdline.Options(l.Args)}
}

// Translated is the side of a domain's command line; from decided its program.
func Translated(program string, from source.Ref, opts []option.Option) Side {
	return Side{Value{Set: true, Text: program, From: []source.Ref{from}}, cmdline.Translated(opts)}
}

// Kind is how an option differs.
type Kind string

// The kinds of differences between side a and side b.
const (
	Changed Kind = "changed" // on both sides, with other properties
	Missing Kind = "missing" // on side a only
	Extra   Kind = "extra"   // on side b only
)

// Difference is an option that is not the same on both sides, or the Program,
// which is a single property with no key.
type Difference struct {
	Kind    Kind
	Program bool
	Flag    string // "" for a word that is no switch
	// ID and Driver tell which option of that switch it is; "" where it has none.
	ID, Driver string
	// Props are the properties that differ: all of them where Kind is not Changed.
	Props []Property
}

// Property is a property that differs. Its Key is "" for free text.
type Property struct {
	Key  string
	A, B Value
}

// Value is what a property is on one side.
type Value struct {
	Set  bool // the side has the property
	Text string
	From []source.Ref // what decided it; none on a recorded side
}

// Compare is how b differs from a, in the order of a's options and then of b's.
// It is empty where they mean the same.
func Compare(a, b Side) []Difference {
	p := newPairs(a.options, b.options)
	p.match(spelling)
	p.match(identity)
	p.match(kind)
	p.match(single(a.options, b.options))
	var found []Difference
	if a.program.Text != b.program.Text {
		found = append(found, Difference{Kind: Changed, Program: true, Props: []Property{{A: a.program, B: b.program}}})
	}
	for i := range a.options {
		o := &a.options[i]
		if p.ofA[i] < 0 {
			found = append(found, describe(Missing, o, properties(o, nil)))
		} else if props := properties(o, &b.options[p.ofA[i]]); len(props) > 0 {
			found = append(found, describe(Changed, o, props))
		}
	}
	for i := range b.options {
		if !p.taken[i] {
			found = append(found, describe(Extra, &b.options[i], properties(nil, &b.options[i])))
		}
	}
	return found
}

func describe(k Kind, o *cmdline.Option, props []Property) Difference {
	return Difference{Kind: k, Flag: o.Flag, ID: id(o), Driver: driver(o), Props: props}
}

// driver is what o is a kind of, by whatever key its switch has for that.
func driver(o *cmdline.Option) string {
	switch key := cmdline.FirstKey(o.Flag); key {
	case "driver", "qom-type", "type", "backend", "fsdriver":
		return o.Get(key)
	}
	return ""
}
