package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) memballoon() []*option.Option {
	m := b.dom.Devices.Memballoon
	switch {
	case m == nil:
		return nil
	case m.Model.V() == "none":
		b.Diag.Info(source.AsDefault, m.Ref, "nothing asks for a balloon").Accounting(append(m.Address.Refs(), m.Model.Ref())...)
		return nil
	}
	o := b.virtio("virtio-balloon", &m.Device, m.Model).StrVal("id", m.Alias).
		BoolVal("deflate-on-oom", m.Autodeflate).
		BoolVal("free-page-reporting", m.FreePageReporting)
	if b.Profile.DirectSettings && b.Target.Has("virtio-balloon.stats-interval") {
		o.UintVal("guest-stats-polling-interval", m.StatsPeriod)
	}
	return []*option.Option{b.finish(o, &m.Device)}
}
