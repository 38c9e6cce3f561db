package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func nvramDevice(c Cursor) *domain.NVRAMDevice { return &domain.NVRAMDevice{Device: device(c)} }
