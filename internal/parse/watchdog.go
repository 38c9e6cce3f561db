package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func watchdog(c Cursor) *domain.Watchdog { return &domain.Watchdog{Device: device(c)} }
