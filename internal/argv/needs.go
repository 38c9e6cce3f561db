package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkNeeds reports what of the finished options the target does not take.
// Most of what depends on releases needs no other place than this: families
// build for the newest.
func (b *builder) checkNeeds(opts []option.Option) {
	for i := range opts {
		o := &opts[i]
		if l, ok := b.Target.CheckFlag(o.Flag); !ok {
			b.lacks(l, o.From, nil)
			continue
		}
		b.checkParams(o.Flag, o.Params, o.From)
	}
}

// checkParams checks the driver that params start with, the rest, and what
// they nest: a block node holds others, with drivers of their own.
func (b *builder) checkParams(flag string, params []option.Param, from []source.Ref) {
	driver := driverOf(flag, params)
	needs := b.Target.Needs(flag, driver)
	if l, ok := needs.Driver(); !ok {
		b.lacks(l, from, nil)
		return
	}
	for _, p := range params {
		if p.Key == "" {
			continue
		}
		if l, ok := needs.Param(p.Key, word(p.Value)); !ok {
			b.lacks(l, p.From, from)
		}
		if p.Value.Kind() == option.KindObject {
			b.checkParams(flag, p.Value.Nested(), from)
		}
	}
}

// driverOf is the word that params start with, under the switch's implied key
// or none.
func driverOf(flag string, params []option.Param) string {
	if len(params) == 0 {
		return ""
	}
	if p := params[0]; p.Key == "" || p.Key == option.ImpliedKey(flag) || p.Key == "driver" {
		return word(p.Value)
	}
	return ""
}

// word is v where it is a string.
func word(v option.Value) string {
	if v.Kind() == option.KindString {
		return v.Str()
	}
	return ""
}

// lacks reports l at the first of from, or else of instead.
func (b *builder) lacks(l qemu.Lack, from, instead []source.Ref) {
	ref := source.Ref{}
	for _, refs := range [][]source.Ref{from, instead} {
		if len(refs) > 0 {
			ref = refs[0]
			break
		}
	}
	b.Diag.Error(source.NeedsQEMU, ref, "%s", l.Why).WithHint("%s", l.Hint)
}
