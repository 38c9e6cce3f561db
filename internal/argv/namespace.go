package argv

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// freeArguments are the words of <qemu:commandline>, as they stand.
func (b *builder) freeArguments() []*option.Option {
	var opts []*option.Option
	for _, arg := range b.dom.QEMU.Args {
		opts = append(opts, option.Word(arg.V(), arg.Ref()))
	}
	return opts
}

// deprecation is what QEMU does when it is asked for something that is to go.
func (b *builder) deprecation() []*option.Option {
	behavior := b.dom.QEMU.Deprecation
	if !behavior.IsSet() {
		behavior = b.Conf.Text("deprecation_behavior")
	}
	ref := behavior.Ref()
	o := option.New("compat", ref).Str("deprecated-output", "hide", ref)
	switch behavior.V() {
	case "omit":
	case "reject":
		o.Str("deprecated-input", "reject", ref)
	case "crash":
		o.Str("deprecated-input", "crash", ref)
	case "", "none":
		return nil
	default: // libvirt only logs it (qemuBuildCompatDeprecatedCommandLine)
		b.Diag.Warn(source.UnknownValue, ref, "unknown behavior %q; it is passed over", behavior.V()).WithHint("known values: none, omit, reject, crash")
		return nil
	}
	return []*option.Option{o}
}

// override puts the properties of <qemu:override> in place of those that the
// finished devices have.
func (b *builder) override(opts []option.Option) {
	for i := range b.dom.QEMU.Overrides {
		d := &b.dom.QEMU.Overrides[i]
		o := deviceCalled(opts, d.Alias.V())
		if o == nil {
			b.Diag.Warn(source.NotTranslated, d.Alias.Ref(), "there is no device with the alias %q to override", d.Alias.V()).Accounting(propertyRefs(d)...)
			continue
		}
		o.Cite(d.Alias.Ref())
		for j := range d.Properties {
			overrideProperty(o, &d.Properties[j])
		}
	}
}

// propertyRefs are the items of all properties of d.
func propertyRefs(d *domain.DeviceOverride) []source.Ref {
	var refs []source.Ref
	for _, p := range d.Properties {
		refs = append(refs, p.Name.Ref(), p.Type.Ref(), p.Value.Ref())
	}
	return refs
}

// deviceCalled is the -device with the id alias, nil where there is none.
func deviceCalled(opts []option.Option, alias string) *option.Option {
	for i := range opts {
		o := &opts[i]
		if o.Flag != "device" {
			continue
		}
		if id := o.Param("id"); id != nil && id.Value.Str() == alias {
			return o
		}
	}
	return nil
}

// overrideProperty takes the property away from o, and appends it anew unless
// it is to be gone.
func overrideProperty(o *option.Option, p *domain.PropertyOverride) {
	var kept []option.Param
	for _, old := range o.Params {
		if old.Key != p.Name.V() {
			kept = append(kept, old)
		}
	}
	o.Params = kept
	refs := []source.Ref{p.Name.Ref(), p.Type.Ref(), p.Value.Ref()}
	if p.Type.V() == "remove" {
		o.Cite(refs...)
		return
	}
	o.Add(p.Name.V(), overrideValue(p), refs...)
}

// overrideValue is the value of p by its type, which parse has looked at.
func overrideValue(p *domain.PropertyOverride) option.Value {
	v := p.Value.V()
	switch p.Type.V() {
	case "signed":
		n, _ := strconv.ParseInt(v, 10, 64)
		return option.Int(n)
	case "unsigned":
		n, _ := strconv.ParseUint(v, 10, 64)
		return option.Uint(n)
	case "bool":
		return option.Bool(v == "true")
	}
	return option.String(v)
}
