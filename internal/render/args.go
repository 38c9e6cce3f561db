// Package render writes options as text. It decides nothing, and it is the only
// place that writes a comma, a quote or a brace.
package render

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
)

// Words is o as arguments of the program: its switch and what follows it, or
// the one word of an option without a switch.
func Words(o *option.Option) []string {
	switch {
	case o.Flag == "":
		return []string{o.Params[0].Value.Str()}
	case option.SyntaxOf(o.Flag) == option.Bare:
		return []string{"-" + o.Flag}
	}
	s := &sink{text: make([]byte, 0, usualLength)}
	s.argument(o)
	return []string{"-" + o.Flag, string(s.text)}
}

// usualLength is what most options have room enough with, in bytes.
const usualLength = 128

// argument writes what follows the switch of o.
func (s *sink) argument(o *option.Option) {
	s.begin()
	switch {
	case option.SyntaxOf(o.Flag) == option.FreeText:
		s.write(o.Params[0].Value.Str())
		s.leaf(0, "", &o.Params[0])
		return
	case o.JSON:
		whole := option.P("", option.Object(o.Params...))
		s.object("", &whole)
		return
	}
	w := keyValue{sink: s, repeatLists: o.Flag == "netdev"}
	for i := range o.Params {
		p := &o.Params[i]
		key := p.Key
		if i == 0 && key == option.ImpliedKey(o.Flag) && strings.IndexByte(p.Value.Str(), '=') < 0 {
			key = ""
		}
		w.param(key, p)
	}
}

// keyValue writes QEMU's key=value,... syntax.
type keyValue struct {
	*sink
	// repeatLists: a list is written by repeating its key, as the switches do
	// that QEMU reads with its options visitor; else items are numbered.
	repeatLists bool
}

// param appends the value of p under key; its members are flattened to dotted
// keys.
func (w keyValue) param(key string, p *option.Param) {
	switch p.Value.Kind() {
	case option.KindObject:
		for _, member := range p.Value.Nested() {
			member := inherit(member, p)
			w.param(joinKey(key, member.Key), &member)
		}
	case option.KindList:
		w.list(key, p)
	default:
		w.pair(key, p)
	}
}

func (w keyValue) list(key string, list *option.Param) {
	for i, p := range list.Value.Nested() {
		p := inherit(p, list)
		switch {
		case !w.repeatLists:
			w.param(key+"."+strconv.Itoa(i), &p)
		case p.Value.Kind() == option.KindObject && len(p.Value.Nested()) == 1:
			// QAPI wraps the strings of such lists: [{"str": "..."}].
			only := inherit(p.Value.Nested()[0], &p)
			w.param(key, &only)
		default:
			w.param(key, &p)
		}
	}
}

func (w keyValue) pair(key string, p *option.Param) {
	if w.len() > 0 {
		w.write(",")
	}
	start := w.len()
	if key != "" {
		w.write(key)
		w.write("=")
	}
	w.doubled(p.Value.Text())
	w.leaf(start, key, p)
}

func joinKey(outer, inner string) string {
	if outer == "" {
		return inner
	}
	return outer + "." + inner
}
