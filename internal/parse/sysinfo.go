package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func sysinfo(c Cursor) []*domain.Sysinfo { return nil }
