package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func qemuNamespace(c Cursor) domain.QEMUNamespace { return domain.QEMUNamespace{} }
