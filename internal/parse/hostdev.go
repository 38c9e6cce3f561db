package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func hostdev(c Cursor) *domain.Hostdev { return &domain.Hostdev{Device: device(c)} }
