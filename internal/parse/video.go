package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func video(c Cursor) *domain.Video { return &domain.Video{Device: device(c)} }
