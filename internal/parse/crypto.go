package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func crypto(c Cursor) *domain.Crypto { return &domain.Crypto{Device: device(c)} }
