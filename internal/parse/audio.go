package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func sound(c Cursor) *domain.Sound { return &domain.Sound{Device: device(c)} }

func audio(c Cursor) *domain.Audio { return &domain.Audio{} }
