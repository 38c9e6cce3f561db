package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func controller(c Cursor) *domain.Controller { return &domain.Controller{Device: device(c)} }
