package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func pstore(c Cursor) *domain.Pstore { return &domain.Pstore{Device: device(c)} }
