package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) iommu() []*option.Option { return each(b, b.dom.Devices.IOMMUs, b.iommuDevice) }

// iommuDevice is an IOMMU that is a device. SMMUv3 is part of the machine, and
// stands in -machine.
func (b *builder) iommuDevice(m *domain.IOMMU) []*option.Option {
	switch m.Model.V() {
	case "intel":
		d := &m.Driver
		o := option.Device("intel-iommu", m.Ref, m.Model.Ref()).StrVal("id", m.Alias).
			OnOffVal("intremap", d.IntRemap).
			BoolVal("caching-mode", d.CachingMode).
			OnOffVal("eim", d.EIM).
			BoolVal("device-iotlb", d.IOTLB).
			UintVal("aw-bits", d.AWBits).
			BoolVal("dma-translation", d.DMATranslation)
		return []*option.Option{o}
	case "virtio":
		return []*option.Option{b.finish(option.Device("virtio-iommu", m.Ref, m.Model.Ref()), &m.Device)}
	}
	return nil
}

// iommuMachine adds the IOMMU that is part of a board to the -machine o.
func (b *builder) iommuMachine(o *option.Option) {
	for _, m := range b.dom.Devices.IOMMUs {
		if source.Is(m.Model, "smmuv3") {
			o.Str("iommu", "smmuv3", m.Model.Ref(), m.Ref)
		}
	}
}
