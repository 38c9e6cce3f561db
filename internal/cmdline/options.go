package cmdline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
)

// Option is one switch with what follows it, or a word that is none, written so
// that all spellings of one thing are equal.
type Option struct {
	Flag  string // without its dashes; "" for a word that is no switch
	Props []Prop // sorted
	// At is the index of the option's first word, Words how many it has.
	At, Words int

	made *option.Option // nil where the option was recorded
}

// Prop is a property; its Key is "" for free text, and has dots where the value
// lies inside others.
type Prop struct{ Key, Value string }

// Get is the value of the property called key, "" where there is none.
func (o *Option) Get(key string) string {
	for _, p := range o.Props {
		if p.Key == key {
			return p.Value
		}
	}
	return ""
}

// Options are the options of a command line without its program. They are equal
// in Flag and Props where they mean the same:
//
//	-device '{"driver":"x","a":1}'   and  -device x,a=1
//	-M pc                            and  -machine pc
//	-enable-kvm                      and  -accel kvm
//
// Numbers of descriptors and the data of secrets, which are others at each
// start, are taken for equal.
func Options(args []string) []Option {
	opts := make([]Option, 0, len(args)/2+1)
	for i := 0; i < len(args); {
		o := read(args[i:])
		o.At = i
		i += o.Words
		opts = append(opts, o)
	}
	return opts
}

// read is the option that args begin with.
func read(args []string) Option {
	word := args[0]
	if !strings.HasPrefix(word, "-") || word == "-" {
		return Option{Props: []Prop{{Value: word}}, Words: 1}
	}
	flag := strings.TrimLeft(word, "-")
	if flag == "M" {
		flag = "machine"
	}
	switch {
	case flag == "enable-kvm":
		return Option{Flag: "accel", Props: []Prop{{"accel", "kvm"}}, Words: 1}
	case option.SyntaxOf(flag) == option.Bare || len(args) == 1:
		return Option{Flag: flag, Words: 1}
	}
	return Option{Flag: flag, Props: properties(flag, args[1]), Words: 2}
}

// properties reads what follows flag.
func properties(flag, text string) []Prop { return inOneSpelling(flag, spelt(flag, text)) }

// inOneSpelling brings props of flag into the spelling and the order that all have.
func inOneSpelling(flag string, props []Prop) []Prop {
	for i, p := range props {
		props[i] = Prop{Key: Key(flag, p.Key), Value: constant(p)}
	}
	slices.SortFunc(props, func(a, b Prop) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Value, b.Value))
	})
	return props
}

// spelt are the properties of text with their keys as they are spelt.
func spelt(flag, text string) []Prop {
	if props, ok := jsonProps(text); ok {
		return props
	}
	if isWholeText(flag) {
		return []Prop{{Value: text}}
	}
	parts := splitCommas(text)
	props := make([]Prop, 0, len(parts))
	for i, part := range parts {
		if p, ok := keyValue(flag, part, i == 0); ok {
			props = append(props, p)
		}
	}
	return props
}

// isWholeText tells the switches, beside those that QEMU takes as free text, whose
// value has no keys to compare by.
func isWholeText(flag string) bool {
	switch flag {
	case "L", "serial", "parallel", "monitor", "D", "d", "bootloader", "soundhw", "pcidevice", "trace", "qmp", "qmp-pretty", "gdb",
		"debugcon", "virtioconsole":
		return true
	}
	return option.SyntaxOf(flag) == option.FreeText
}

// keyValue is one part of key=value syntax; ok is false where it is empty.
func keyValue(flag, part string, first bool) (p Prop, ok bool) {
	key, value, pair := strings.Cut(part, "=")
	if pair {
		return Prop{key, word(value)}, true
	}
	if implied := FirstKey(flag); first && implied != "" {
		return Prop{implied, word(part)}, true
	}
	negated, no := strings.CutPrefix(part, "no")
	if no && (flag == "chardev" || flag == "vnc" || flag == "spice") {
		return Prop{negated, "off"}, true
	}
	return Prop{part, "on"}, part != ""
}

// FirstKey is the key that the first bare word of flag stands for, "" where there
// is none. There are more than those that render leaves out.
func FirstKey(flag string) string {
	switch flag {
	case "m":
		return "size"
	case "drive":
		return "file"
	case "mon":
		return "chardev"
	case "blockdev", "global":
		return "driver"
	case "vnc":
		return "vnc"
	case "spice":
		return "listen"
	case "boot":
		return "order"
	case "name":
		return "guest"
	case "set":
		return "path"
	case "compat":
		return "policy"
	case "smbios":
		return "x"
	case "option-rom":
		return "romfile"
	}
	return option.ImpliedKey(flag)
}

// splitCommas splits as QEMU does: a comma ends a part, two are one.
func splitCommas(text string) []string {
	if !strings.Contains(text, ",,") {
		return strings.Split(text, ",")
	}
	var parts []string
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] != ',':
			b.WriteByte(text[i])
		case i+1 < len(text) && text[i+1] == ',':
			b.WriteByte(',')
			i++
		default:
			parts = append(parts, b.String())
			b.Reset()
		}
	}
	return append(parts, b.String())
}
