package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func iommu(c Cursor) *domain.IOMMU {
	d := c.Child("driver")
	return &domain.IOMMU{
		Device: device(c),
		Model:  c.mustEnum("model", "intel", "smmuv3", "virtio"),
		Driver: domain.IOMMUDriver{
			IntRemap:       d.OnOff("intremap"),
			CachingMode:    d.OnOff("caching_mode"),
			EIM:            d.OnOff("eim"),
			IOTLB:          d.OnOff("iotlb"),
			DMATranslation: d.OnOff("dma_translation"),
			AWBits:         d.UintMax("aw_bits", 1<<32-1),
		},
	}
}
