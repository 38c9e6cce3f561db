package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func graphics(c Cursor) *domain.Graphics { return &domain.Graphics{} }
