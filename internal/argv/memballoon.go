package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) memballoon() []*option.Option {
	m := b.dom.Devices.Memballoon
	if m == nil || m.Model.V() == "none" {
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
