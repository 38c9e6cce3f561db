package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func disk(c Cursor) *domain.Disk { return &domain.Disk{Device: device(c)} }
