package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) vsock() []*option.Option {
	v := b.dom.Devices.Vsock
	if v == nil {
		return nil
	}
	return b.whole(func() []*option.Option {
		o := b.virtio("vhost-vsock", &v.Device, v.Model).UintVal("guest-cid", v.CID).Cite(v.Auto.Ref())
		if b.Profile.PassFDs {
			o.Str("vhostfd", b.fd(), v.Ref)
		} else {
			b.needsFile(source.Of("/dev/vhost-vsock", v.Ref), "vhost device")
		}
		return []*option.Option{b.finish(o, &v.Device)}
	})
}
