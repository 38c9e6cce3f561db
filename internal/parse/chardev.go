package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func charDevice(c Cursor) *domain.CharDevice { return &domain.CharDevice{Device: device(c)} }

func charSource(c Cursor) *domain.CharSource { return &domain.CharSource{} }
