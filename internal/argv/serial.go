package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) serials() []*option.Option { return each(b, b.dom.Devices.Serials, b.serial) }

func (b *builder) serial(c *domain.CharDevice) []*option.Option {
	id, opts := b.chardev(&c.Source, c.Alias.V(), serialRefs(c)...)
	if isPlatform(c) {
		return append(opts, option.Text("serial", "chardev:"+id, c.Ref, c.Target.Type.Ref(), c.Target.Model.Ref(), c.Target.Port.Ref()))
	}
	o := option.Device(c.Target.Model.V(), c.Ref, c.Target.Model.Ref(), c.Target.Type.Ref()).
		Str("chardev", id, c.Ref).StrVal("id", c.Alias)
	if source.Is(c.Target.Type, "isa-serial") {
		o.UintVal("index", c.Target.Port)
	} else {
		o.Cite(c.Target.Port.Ref())
	}
	return append(opts, b.finish(o, &c.Device))
}

// serialRefs are the items that make a serial device: its own, and those of the
// console that it is, too.
func serialRefs(c *domain.CharDevice) []source.Ref {
	refs := []source.Ref{c.Ref, c.Target.Ref}
	if s := c.Console; s != nil {
		refs = append(refs, s.Ref, s.Target.Ref, s.Target.Type.Ref(), s.Target.Port.Ref())
		refs = append(refs, s.Address.Refs()...)
		refs = append(refs, charSourceRefs(&s.Source)...)
	}
	return refs
}

// charSourceRefs are the items of a host side that repeats another.
func charSourceRefs(s *domain.CharSource) []source.Ref {
	bind := &s.Bind
	return []source.Ref{
		s.Ref, s.Type.Ref(), s.Path.Ref(), s.Append.Ref(), s.Mode.Ref(), s.Host.Ref(), s.Service.Ref(), s.Protocol.Ref(), s.TLS.Ref(), s.Channel.Ref(),
		bind.Ref, bind.Mode.Ref(), bind.Host.Ref(), bind.Service.Ref(), s.Reconnect.Ref, s.Reconnect.Enabled.Ref(), s.Reconnect.Timeout.Ref(),
		s.Log.Ref, s.Log.File.Ref(), s.Log.Append.Ref(),
	}
}

// isPlatform tells whether a serial device is part of the board, which can't be
// told to leave it out or to have another: QEMU numbers them as they come
// (qemuChrIsPlatformDevice).
func isPlatform(c *domain.CharDevice) bool {
	return !c.Target.Model.IsSet() || source.Is(c.Target.Type, "system-serial")
}

func (b *builder) parallels() []*option.Option { return each(b, b.dom.Devices.Parallels, b.parallel) }

func (b *builder) parallel(c *domain.CharDevice) []*option.Option {
	id, opts := b.charBackend(&c.Source, charUse{
		alias: c.Alias.V(), parallel: true, pass: b.Profile.PassFDs, from: []source.Ref{c.Ref, c.Target.Ref, c.Target.Port.Ref()},
	})
	o := option.Device("isa-parallel", c.Ref).Str("chardev", id, c.Ref)
	return append(opts, b.finish(o, &c.Device))
}

func (b *builder) consoles() []*option.Option { return each(b, b.dom.Devices.Consoles, b.console) }

// console is a console that is a device of its own; one of type serial is a
// serial device by another name.
func (b *builder) console(c *domain.CharDevice) []*option.Option {
	var o *option.Option
	switch t := c.Target.Type; t.V() {
	case "virtio":
		o = b.onVirtioSerial(option.Device("virtconsole", c.Ref, t.Ref()), &c.Device)
	case "sclp":
		o = option.Device("sclpconsole", c.Ref, t.Ref())
	case "sclplm":
		o = option.Device("sclplmconsole", c.Ref, t.Ref())
	default:
		return nil
	}
	id, opts := b.chardev(&c.Source, c.Alias.V(), c.Ref, c.Target.Ref, c.Target.Port.Ref())
	return append(opts, o.Str("chardev", id, c.Ref).StrVal("id", c.Alias))
}

// onVirtioSerial adds where a virtio port sits. QEMU finds a place for one that
// has none, and takes no address of another type.
func (b *builder) onVirtioSerial(o *option.Option, d *domain.Device) *option.Option {
	switch {
	case d.Address.Is(domain.AddressVirtioSerial):
	case !d.Address.Type.IsSet():
		return o
	case b.Profile.WriteRefused:
		b.place(o, d)
		return o
	default:
		b.Diag.Warn(source.NotTranslated, d.Address.Ref, "a virtio port has no address of type %s; QEMU finds a place for it", d.Address.Type.V()).
			Accounting(d.Address.Refs()...)
		return o
	}
	a := &d.Address.VirtioSerial
	if c := b.controllerAt("virtio-serial", a.Controller); c != nil {
		o.Str("bus", fmt.Sprintf("%s.%d", c.Alias.V(), a.Bus.V()), a.Controller.Ref(), a.Bus.Ref(), d.Address.Type.Ref())
	}
	if b.Profile.QEMUDefaults {
		a.Port.SetDefault("default: port of a virtio console", 0)
	}
	return o.UintVal("nr", a.Port)
}
