package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) redirdevs() []*option.Option {
	return each(b, b.dom.Devices.Redirdevs, b.redirdev)
}

func (b *builder) redirdev(r *domain.Redirdev) []*option.Option {
	id, opts := b.chardev(r.Source, r.Alias.V(), r.Bus.Ref())
	o := option.Device("usb-redir", r.Ref, r.Bus.Ref()).Str("chardev", id, r.Source.Ref)
	if f := b.dom.Devices.RedirFilter; f != nil && len(f.Rules) > 0 {
		text, refs := redirFilter(f)
		o.Str("filter", text, refs...)
	}
	return append(opts, b.finish(o, &r.Device))
}

// redirFilter is f as QEMU reads it: class:vendor:product:version:allow with
// bars between the rules, -1 for anything.
func redirFilter(f *domain.RedirFilter) (text string, refs []source.Ref) {
	rules := make([]string, len(f.Rules))
	refs = []source.Ref{f.Ref}
	for i, rule := range f.Rules {
		rules[i] = fmt.Sprintf("%s:%s:%s:%s:%d", filterWord(rule.Class, 2), filterWord(rule.Vendor, 4), filterWord(rule.Product, 4),
			filterWord(rule.Version, 4), number(rule.Allow.V()))
		refs = append(refs, rule.Ref, rule.Class.Ref(), rule.Vendor.Ref(), rule.Product.Ref(), rule.Version.Ref(), rule.Allow.Ref())
	}
	return strings.Join(rules, "|"), refs
}

// filterWord is one number of a rule, with the given count of digits.
func filterWord(v source.Val[int64], digits int) string {
	if !v.IsSet() || v.V() < 0 {
		return "-1"
	}
	return fmt.Sprintf("0x%0*X", digits, v.V())
}
