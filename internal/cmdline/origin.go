package cmdline

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Translated is opts as they compare with a recorded command line. They know what
// decided their properties.
func Translated(opts []option.Option) []Option {
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
