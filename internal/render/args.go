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
	s := &sink{}
	s.Grow(usualLength)
	s.argument(o)
	return []string{"-" + o.Flag, s.String()}
}

// usualLength is what most options have room enough with, in bytes.
const usualLength = 128

// argument writes what follows the switch of o.
func (s *sink) argument(o *option.Option) {
	switch {
	case option.SyntaxOf(o.Flag) == option.FreeText:
		s.WriteString(o.Params[0].Value.Str())
		s.leaf(0, "", o.Params[0])
		return
	case o.JSON:
		s.object("", option.P("", option.Object(o.Params...)))
		return
	}
	w := keyValue{sink: s, repeatLists: o.Flag == "netdev"}
	for i, p := range o.Params {
		key := p.Key
		if i == 0 && key == option.ImpliedKey(o.Flag) && !strings.Contains(p.Value.Str(), "=") {
			key = ""
		}
		w.write(key, p)
	}
}

// keyValue writes QEMU's key=value,... syntax.
type keyValue struct {
	*sink
	// repeatLists: a list is written by repeating its key, as the switches do
	// that QEMU reads with its options visitor; else items are numbered.
	repeatLists bool
}

// write appends the value of p under key; its members are flattened to dotted
// keys.
func (w keyValue) write(key string, p option.Param) {
	switch p.Value.Kind() {
	case option.KindObject:
		for _, member := range p.Value.Nested() {
			w.write(joinKey(key, member.Key), inherit(member, p))
		}
	case option.KindList:
		w.list(key, p)
	default:
		w.pair(key, p)
	}
}

func (w keyValue) list(key string, list option.Param) {
	for i, p := range list.Value.Nested() {
		p = inherit(p, list)
		switch {
		case !w.repeatLists:
			w.write(key+"."+strconv.Itoa(i), p)
		case p.Value.Kind() == option.KindObject && len(p.Value.Nested()) == 1:
			// QAPI wraps the strings of such lists: [{"str": "..."}].
			w.write(key, inherit(p.Value.Nested()[0], p))
		default:
			w.write(key, p)
		}
	}
}

func (w keyValue) pair(key string, p option.Param) {
	if w.Len() > 0 {
		w.WriteByte(',')
	}
	start := w.Len()
	if key != "" {
		w.WriteString(key)
		w.WriteByte('=')
	}
	w.WriteString(strings.ReplaceAll(scalar(p.Value), ",", ",,"))
	w.leaf(start, key, p)
}

func joinKey(outer, inner string) string {
	if outer == "" {
		return inner
	}
	return outer + "." + inner
}

// scalar is v, neither object nor list, as key=value syntax writes it.
func scalar(v option.Value) string {
	switch v.Kind() {
	case option.KindInt:
		return strconv.FormatInt(v.Int(), 10)
	case option.KindUint:
		return strconv.FormatUint(v.Uint(), 10)
	case option.KindBool:
		if v.Bool() {
			return "on"
		}
		return "off"
	}
	return v.Str()
}
