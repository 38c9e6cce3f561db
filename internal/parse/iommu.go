package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func iommu(c Cursor) *domain.IOMMU { return &domain.IOMMU{Device: device(c)} }
