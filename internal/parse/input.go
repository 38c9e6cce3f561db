package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func input(c Cursor) *domain.Input { return &domain.Input{Device: device(c)} }

func hub(c Cursor) *domain.Hub { return &domain.Hub{Device: device(c)} }
