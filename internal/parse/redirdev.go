package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func redirdev(c Cursor) *domain.Redirdev { return &domain.Redirdev{Device: device(c)} }

func redirFilter(c Cursor) *domain.RedirFilter { return &domain.RedirFilter{} }
