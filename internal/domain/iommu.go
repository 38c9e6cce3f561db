package domain

import "github.com/qemuxml/qemuxml/internal/source"

// IOMMU translates the addresses that devices use, <iommu>.
type IOMMU struct {
	Device
	Model  source.Val[string] // intel, smmuv3 or virtio
	Driver IOMMUDriver
}

// IOMMUDriver is an IOMMU's <driver>: what only model intel has.
type IOMMUDriver struct {
	IntRemap, CachingMode, EIM, IOTLB, DMATranslation source.Val[bool]
	AWBits                                            source.Val[uint64]
}
