package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) channels() []*option.Option { return each(b, b.dom.Devices.Channels, b.channel) }

func (b *builder) channel(c *domain.CharDevice) []*option.Option {
	src := c.Source
	if !src.Made.IsZero() {
		src.Path = source.Of(b.runtimeSocket(channelName(c)), src.Made)
	}
	id, opts := b.chardev(&src, c.Alias.V(), c.Ref, c.Target.Ref)
	switch c.Target.Type.V() {
	case "guestfwd":
		return append(opts, guestForward(c, id))
	case "virtio":
		o := b.onVirtioSerial(option.Device("virtserialport", c.Ref, c.Target.Type.Ref()), &c.Device)
		return append(opts, o.Str("chardev", id, c.Ref).StrVal("id", c.Alias).StrVal("name", c.Target.Name))
	}
	return nil
}

// channelName is what tells the socket of a channel from that of another.
func channelName(c *domain.CharDevice) string {
	if name := c.Target.Name.V(); name != "" {
		return name
	}
	a := &c.Address.VirtioSerial
	return fmt.Sprintf("vioser-%02d-%02d-%02d", a.Controller.V(), a.Bus.V(), a.Port.V())
}

// guestForward sends what the guest sends to an address of its network to a
// character device.
func guestForward(c *domain.CharDevice, chardev string) *option.Option {
	t := &c.Target
	rule := fmt.Sprintf("tcp:%s:%d-chardev:%s", t.Address.V(), t.Port.V(), chardev)
	item := option.P("", option.Object(option.P("str", option.String(rule), t.Address.Ref(), t.Port.Ref())))
	return option.New("netdev", c.Ref, t.Type.Ref()).Str("type", "user", t.Type.Ref()).
		Add("guestfwd", option.List(item), t.Address.Ref(), t.Port.Ref()).
		StrVal("id", c.Alias)
}
