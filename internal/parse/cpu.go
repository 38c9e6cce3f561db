package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func cpu(c Cursor) domain.CPU { return domain.CPU{} }
