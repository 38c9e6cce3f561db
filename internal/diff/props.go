package diff

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// properties are those in which a differs from b, in order of their keys. Either
// may be nil, which has no properties.
func properties(a, b *cmdline.Option) []Property {
	left, right := values(a), values(b)
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
func values(o *cmdline.Option) map[string][]Value {
	if o == nil {
		return nil
	}
	values := map[string][]Value{}
	for _, p := range o.Props {
		values[p.Key] = append(values[p.Key], Value{Set: true, Text: p.Value, From: o.Origin(p.Key)})
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
