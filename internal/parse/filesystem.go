package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func filesystem(c Cursor) *domain.Filesystem { return &domain.Filesystem{Device: device(c)} }
