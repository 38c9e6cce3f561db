package domain

// IOMMU is to be filled in by its family.
type IOMMU struct{ Device }
