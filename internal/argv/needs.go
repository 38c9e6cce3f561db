package argv

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkNeeds is opts without what the target does not take, and reports it:
// whatever the XML asks for is an error, and what nobody asks for is left out.
// Most of what depends on releases needs no other place than this: families
// build for the newest.
func (b *builder) checkNeeds(opts []option.Option) []option.Option {
	kept := opts
	referred := sync.OnceValue(func() map[string]bool { return names(opts) })
	for i := range opts {
		o := &opts[i]
		needs, l, ok := b.takes(o.Flag, o.Params)
		if !ok && isOptional(slices.Values(o.From)) && !isReferred(o, referred) {
			if len(kept) == len(opts) {
				kept = slices.Clone(opts[:i]) // few command lines lose an option
			}
			continue
		}
		if !ok {
			b.lacks(l, o.From...)
		} else {
			o.Params = b.takenParams(&needs, o.Flag, o.Params, o.From)
		}
		if len(kept) < len(opts) {
			kept = append(kept, *o)
		}
	}
	return kept
}

// takes tells whether the target has the switch flag with the driver that params
// start with, and what that needs.
func (b *builder) takes(flag string, params []option.Param) (needs qemu.Needs, l qemu.Lack, ok bool) {
	if l, ok := b.Target.CheckFlag(flag); !ok {
		return needs, l, false
	}
	needs = b.Target.Needs(flag, driverOf(flag, params))
	l, ok = needs.Driver()
	return needs, l, ok
}

// takenParams checks all of params, and what they nest: a block node holds
// others, with drivers of their own.
func (b *builder) takenParams(needs *qemu.Needs, flag string, params []option.Param, from []source.Ref) []option.Param {
	kept := 0
	for i := range params {
		p := &params[i]
		l, ok := needs.Param(p.Key, p.Value.Str())
		switch {
		case ok || p.Key == "" || i == 0 && p.Key == option.ImpliedKey(flag):
		case isOptional(p.From.All()):
			continue
		default:
			b.lacks(l, append(p.From.List(), from...)...)
		}
		if p.Value.Kind() == option.KindObject {
			b.checkNested(flag, p.Value.Nested(), from)
		}
		if kept < i {
			params[kept] = *p
		}
		kept++
	}
	return params[:kept]
}

// checkNested reports what of nested params the target does not take.
func (b *builder) checkNested(flag string, params []option.Param, from []source.Ref) {
	needs, l, ok := b.takes(flag, params)
	if !ok {
		b.lacks(l, from...)
		return
	}
	b.takenParams(&needs, flag, params, from)
}

// isOptional tells whether nothing but defaults stands behind an option.
func isOptional(from iter.Seq[source.Ref]) bool {
	for r := range from {
		rule := r.Rule()
		if !r.IsZero() && !strings.HasPrefix(rule, "default: ") && !strings.HasPrefix(rule, "board: ") && r != frameRule() {
			return false
		}
	}
	return true
}

// isReferred tells whether o is named by its id, or by a bus of it, among names.
func isReferred(o *option.Option, names func() map[string]bool) bool {
	id := o.Param("id")
	return id != nil && id.Value.Str() != "" && names()[id.Value.Str()]
}

// names are what options may be named by in the parameters of opts.
func names(opts []option.Option) map[string]bool {
	all := map[string]bool{}
	for i := range opts {
		for _, p := range opts[i].Params {
			if p.Key != "id" {
				name, _, _ := strings.Cut(p.Value.Str(), ".")
				all[name] = true
			}
		}
	}
	return all
}

// driverOf is the word that params start with, under the switch's implied key
// or none.
func driverOf(flag string, params []option.Param) string {
	if len(params) == 0 {
		return ""
	}
	if p := params[0]; p.Key == "" || p.Key == option.ImpliedKey(flag) || p.Key == "driver" {
		return p.Value.Str()
	}
	return ""
}

// lacks reports l at the first of from that is an item, or else at the domain.
func (b *builder) lacks(l qemu.Lack, from ...source.Ref) {
	ref := source.First(append(from, b.dom.Ref)...)
	b.Diag.Error(source.NeedsQEMU, ref, "%s", l.Why).WithHint("%s", l.Hint)
}
