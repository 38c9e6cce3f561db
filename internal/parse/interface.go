package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func netInterface(c Cursor) *domain.Interface { return &domain.Interface{Device: device(c)} }
