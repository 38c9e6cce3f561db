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
	return []string{"-" + o.Flag, argument(o)}
}

// usualLength is what most options have room enough with, in bytes.
const usualLength = 128

// argument is what follows the switch of o.
func argument(o *option.Option) string {
	if option.SyntaxOf(o.Flag) == option.FreeText {
		return o.Params[0].Value.Str()
	}
	var b strings.Builder
	b.Grow(usualLength)
	if o.JSON {
		writeObject(&b, o.Params)
		return b.String()
	}
	w := keyValue{b: &b, repeatLists: o.Flag == "netdev"}
	for i, p := range o.Params {
		key := p.Key
		if i == 0 && key == option.ImpliedKey(o.Flag) && !strings.Contains(p.Value.Str(), "=") {
			key = ""
		}
		w.write(key, p.Value)
	}
	return b.String()
}

// keyValue writes QEMU's key=value,... syntax.
type keyValue struct {
	b *strings.Builder
	// repeatLists: a list is written by repeating its key, as the switches do
	// that QEMU reads with its options visitor; else items are numbered.
	repeatLists bool
}

// write appends v under key; the members of v are flattened to dotted keys.
func (w keyValue) write(key string, v option.Value) {
	switch v.Kind() {
	case option.KindObject:
		for _, p := range v.Nested() {
			w.write(joinKey(key, p.Key), p.Value)
		}
	case option.KindList:
		w.writeList(key, v.Nested())
	default:
		w.pair(key, scalar(v))
	}
}

func (w keyValue) writeList(key string, items []option.Param) {
	for i, p := range items {
		switch {
		case !w.repeatLists:
			w.write(key+"."+strconv.Itoa(i), p.Value)
		case p.Value.Kind() == option.KindObject && len(p.Value.Nested()) == 1:
			// QAPI wraps the strings of such lists: [{"str": "..."}].
			w.write(key, p.Value.Nested()[0].Value)
		default:
			w.write(key, p.Value)
		}
	}
}

func (w keyValue) pair(key, value string) {
	if w.b.Len() > 0 {
		w.b.WriteByte(',')
	}
	if key != "" {
		w.b.WriteString(key)
		w.b.WriteByte('=')
	}
	w.b.WriteString(strings.ReplaceAll(value, ",", ",,"))
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
