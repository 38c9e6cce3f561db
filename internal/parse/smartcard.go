package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func smartcard(c Cursor) *domain.Smartcard { return &domain.Smartcard{Device: device(c)} }
