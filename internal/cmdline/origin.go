package cmdline

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Translated is opts as they compare with a recorded command line. They know what
// decided their properties.
func Translated(opts []option.Option) []Option {
	if slices.ContainsFunc(opts, func(o option.Option) bool { return o.Flag == "" }) {
		return reread(opts) // words of the user's, of which two may be one option
	}
	list := make([]Option, 0, len(opts))
	at := 0
	for i := range opts {
		o := translated(&opts[i])
		o.At, o.made = at, &opts[i]
		at += o.Words
		list = append(list, o)
	}
	return list
}

// reread is opts as read back from the words that they are written in.
func reread(opts []option.Option) []Option {
	words := make([]string, 0, 2*len(opts))
	made := make([]*option.Option, 0, 2*len(opts))
	for i := range opts {
		for _, w := range render.Words(&opts[i]) {
			words, made = append(words, w), append(made, &opts[i])
		}
	}
	read := Options(words)
	for i := range read {
		read[i].made = made[read[i].At+read[i].Words-1]
	}
	return read
}

// translated is what o is read back as. Where each parameter is a property, that
// takes no writing and reading.
func translated(o *option.Option) Option {
	if !isPlain(o) {
		return read(render.Words(o))
	}
	props := make([]Prop, 0, len(o.Params))
	for i := range o.Params {
		props = appendParam(props, o.Flag, "", &o.Params[i], i)
	}
	return Option{Flag: o.Flag, Props: inOneSpelling(o.Flag, props), Words: 2}
}

// isPlain tells whether each parameter of o is a property by itself.
func isPlain(o *option.Option) bool {
	switch {
	case len(o.Params) == 0, isWholeText(o.Flag), option.SyntaxOf(o.Flag) == option.Bare, o.Flag == "M", o.Flag == "enable-kvm":
		return false
	case o.JSON:
		return true
	}
	// A list has several spellings, and what begins like JSON is read as such.
	return !slices.ContainsFunc(o.Params, func(p option.Param) bool { return p.Value.Kind() == option.KindList }) &&
		!isObject(o.Params[0].Value.Text())
}

// appendParam appends the properties that p, member number i of outer, stands for.
func appendParam(props []Prop, flag, outer string, p *option.Param, i int) []Prop {
	key := memberKey(flag, outer, p.Key, i)
	switch p.Value.Kind() {
	case option.KindObject, option.KindList:
		nested := p.Value.Nested()
		for k := range nested {
			props = appendParam(props, flag, key, &nested[k], k)
		}
		return props
	case option.KindNull:
		return append(props, Prop{key, "null"})
	}
	if outer == "" && p.Key == "" {
		if p, ok := keyValue(flag, p.Value.Text(), i == 0); ok {
			props = append(props, p)
		}
		return props
	}
	return append(props, Prop{key, word(p.Value.Text())})
}

// Origin is what decided the property key of o, or all of o where no parameter
// is known by that key. It is empty for a recorded option.
func (o *Option) Origin(key string) []source.Ref {
	if o.made == nil {
		return nil
	}
	if p := parameter(o.Flag, "", o.made.Params, key); p != nil && !p.From.IsEmpty() {
		return p.From.List()
	}
	return o.made.From
}

// parameter is the innermost of params, which are members of outer, that the
// property key stands for or lies in.
func parameter(flag, outer string, params []option.Param, key string) *option.Param {
	for i := range params {
		p := &params[i]
		name := Key(flag, memberKey(flag, outer, p.Key, i))
		if name == key {
			return p
		}
		if !strings.HasPrefix(key, name+".") {
			continue
		}
		if inner := parameter(flag, name, p.Value.Nested(), key); inner != nil {
			return inner
		}
		return p
	}
	return nil
}

// memberKey is the key of the i-th member of outer, which is called key: items of
// lists have numbers, and a first word its implied key.
func memberKey(flag, outer, key string, i int) string {
	switch {
	case outer == "" && key == "":
		return FirstKey(flag)
	case outer == "":
		return key
	case key == "":
		return outer + "." + strconv.Itoa(i)
	}
	return outer + "." + key
}
