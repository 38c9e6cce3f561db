package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// properties are those in which option o of side a differs from option q of side
// b, in order of their keys. Either side may be nil, which has no properties.
func properties(a *Side, o *cmdline.Option, b *Side, q *cmdline.Option) []Property {
	left, right := a.values(o), b.values(q)
	var props []Property
	for _, key := range keys(left, right) {
		l, r := withoutCommon(left[key], right[key])
		for i := range max(len(l), len(r)) {
			props = append(props, Property{Key: key, A: at(l, i), B: at(r, i)})
		}
	}
	return props
}

// values are the values of the properties of o by their keys. A key that is
// repeated has several.
func (s *Side) values(o *cmdline.Option) map[string][]Value {
	if s == nil {
		return nil
	}
	values := map[string][]Value{}
	for _, p := range o.Props {
		values[p.Key] = append(values[p.Key], Value{Set: true, Text: p.Value, From: s.origin(o, p.Key)})
	}
	return values
}

// keys are the keys of a and b, sorted.
func keys(a, b map[string][]Value) []string {
	var all []string
	for _, m := range []map[string][]Value{a, b} {
		for k := range m {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// withoutCommon is a and b without the values that both have.
func withoutCommon(a, b []Value) (onlyA, onlyB []Value) {
	onlyB = slices.Clone(b)
	for _, v := range a {
		same := slices.IndexFunc(onlyB, func(w Value) bool { return w.Text == v.Text })
		if same < 0 {
			onlyA = append(onlyA, v)
			continue
		}
		onlyB = slices.Delete(onlyB, same, same+1)
	}
	return onlyA, onlyB
}

func at(values []Value, i int) Value {
	if i < len(values) {
		return values[i]
	}
	return Value{}
}

// origin is what decided the property key of o, or of the whole of o where no
// parameter is known by that key.
func (s *Side) origin(o *cmdline.Option, key string) []source.Ref {
	if s.made == nil {
		return nil
	}
	made := s.made[o.At+o.Words-1]
	if p := parameter(o.Flag, "", made.Params, key); p != nil && len(p.From) > 0 {
		return p.From
	}
	return made.From
}

// parameter is the innermost of params, which are members of outer, that the
// property key stands for or lies in.
func parameter(flag, outer string, params []option.Param, key string) *option.Param {
	for i := range params {
		p := &params[i]
		name := cmdline.Key(flag, memberKey(flag, outer, p.Key, i))
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
		return cmdline.FirstKey(flag)
	case outer == "":
		return key
	case key == "":
		return outer + "." + strconv.Itoa(i)
	}
	return outer + "." + key
}
