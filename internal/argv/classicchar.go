package argv

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) classicSerials() []*option.Option {
	return b.classicPorts("serial", b.dom.Devices.Serials)
}

func (b *builder) classicParallels() []*option.Option {
	return b.classicPorts("parallel", b.dom.Devices.Parallels)
}

// classicPorts are the serial or the parallel ports of the machine. QEMU numbers
// them as they come, and adds one to a machine that has none unless it is told
// not to.
func (b *builder) classicPorts(flag string, ports []*domain.CharDevice) []*option.Option {
	none := func() *option.Option { return option.Text(flag, "none", classicRule()) }
	if len(ports) == 0 {
		return []*option.Option{none()}
	}
	byPort := func(c, d *domain.CharDevice) int { return cmp.Compare(c.Target.Port.V(), d.Target.Port.V()) }
	var opts []*option.Option
	for _, c := range slices.SortedStableFunc(slices.Values(ports), byPort) {
		if !b.isClassicPort(c) {
			continue
		}
		for uint64(len(opts)) < c.Target.Port.V() {
			opts = append(opts, none())
		}
		o := option.New(flag, serialRefs(c)...).Cite(c.Target.Type.Ref(), c.Target.Port.Ref())
		opts = append(opts, b.whole(func() []*option.Option { return []*option.Option{b.classicChar(o, &c.Source)} })...)
	}
	return opts
}

// isClassicPort reports a port that is none of the machine's own.
func (b *builder) isClassicPort(c *domain.CharDevice) bool {
	const ports = 4 // MAX_SERIAL_PORTS of QEMU
	switch t := c.Target.Type; {
	case t.IsSet() && t.Ref().Rule() == "" && t.V() != "isa-serial":
		b.Diag.Error(source.NeedsQEMU, t.Ref(), "QEMU %s has no device %s", b.Target.Version, t.V()).WithHint("use the type isa-serial")
		return false
	case c.Target.Port.V() >= ports:
		b.Diag.Error(source.OutOfRange, c.Target.Port.Ref(), "there is no port %d: QEMU %s has %d at most", c.Target.Port.V(), b.Target.Version, ports)
		return false
	}
	return true
}

// classicConsoles are consoles that are devices of their own.
func (b *builder) classicConsoles() []*option.Option {
	return each(b, b.dom.Devices.Consoles, func(c *domain.CharDevice) []*option.Option {
		switch t := c.Target.Type; t.V() {
		case "serial":
			// A serial port by another name.
			return nil
		case "virtio":
			o := option.New("virtioconsole", c.Ref, c.Target.Ref, t.Ref(), c.Target.Port.Ref())
			return []*option.Option{b.classicChar(o, &c.Source)}
		default:
			b.Diag.Error(source.NeedsQEMU, source.First(t.Ref(), c.Ref), "QEMU %s has no consoles of type %s", b.Target.Version, t.V()).
				WithHint("use the type serial")
			return nil
		}
	})
}

// classicChar adds the host's side src of a character device to the switch o, in
// the one word that QEMU took before -chardev.
func (b *builder) classicChar(o *option.Option, src *domain.CharSource) *option.Option {
	o.Cite(src.Ref)
	kind := src.Type.Ref()
	switch t := src.Type.V(); t {
	case domain.CharNull, domain.CharVC, domain.CharPTY, domain.CharStdio:
		return o.Str("", t, kind)
	case domain.CharDev:
		return b.classicText(o, src.Path.V(), src.Path.Ref(), kind)
	case domain.CharFile, domain.CharPipe:
		return b.classicText(o, t+":"+src.Path.V(), src.Path.Ref(), kind)
	case domain.CharUDP:
		return b.classicText(o, udpWord(src), src.Host.Ref(), src.Service.Ref(), src.Mode.Ref(), src.Bind.Ref, src.Bind.Mode.Ref(),
			src.Bind.Host.Ref(), src.Bind.Service.Ref(), kind)
	case domain.CharTCP:
		return b.classicTCP(o, src)
	case domain.CharUNIX:
		b.classicText(o, "unix:"+src.Path.V(), src.Path.Ref(), kind)
		return classicListen(o, src)
	default:
		b.Diag.Error(source.NeedsQEMU, kind, "QEMU %s has no character devices of type %s", b.Target.Version, t).
			WithHint("use the type pty, tcp, unix or file")
		return o
	}
}

// udpWord is where a UDP device sends to and, where the XML says so, listens.
func udpWord(src *domain.CharSource) string {
	text := fmt.Sprintf("udp:%s:%s", src.Host.V(), src.Service.V())
	if bind := &src.Bind; bind.Service.IsSet() {
		text += fmt.Sprintf("@%s:%s", bind.Host.V(), bind.Service.V())
	}
	return text
}

func (b *builder) classicTCP(o *option.Option, src *domain.CharSource) *option.Option {
	protocol := "tcp"
	if source.Is(src.Protocol, "telnet") {
		protocol = "telnet"
	}
	if source.Is(src.TLS, true) {
		b.Diag.Error(source.NeedsQEMU, src.TLS.Ref(), "QEMU %s can't encrypt a character device", b.Target.Version)
	}
	text := fmt.Sprintf("%s:%s:%s", protocol, src.Host.V(), src.Service.V())
	b.classicText(o, text, src.Host.Ref(), src.Service.Ref(), src.Protocol.Ref(), src.Type.Ref())
	return classicListen(o, src)
}

// classicListen has a socket listen, or not.
func classicListen(o *option.Option, src *domain.CharSource) *option.Option {
	if src.Listens() {
		return classicServer(o, src.Mode.Ref())
	}
	return o.Cite(src.Mode.Ref())
}
