package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func panicDevice(c Cursor) *domain.Panic {
	return &domain.Panic{Device: device(c), Model: c.Enum("model", "isa", "pseries", "hyperv", "s390", "pvpanic")}
}
