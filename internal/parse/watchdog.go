package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
)

func watchdog(c Cursor) *domain.Watchdog {
	return &domain.Watchdog{
		Device: device(c),
		Model:  c.mustEnum("model", "i6300esb", "ib700", "diag288", "itco"),
		Action: c.Enum("action", "reset", "shutdown", "poweroff", "pause", "dump", "none", "inject-nmi"),
	}
}
