package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func vsock(c Cursor) *domain.Vsock { return &domain.Vsock{Device: device(c)} }
