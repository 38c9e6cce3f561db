package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func clock(c Cursor) domain.Clock { return domain.Clock{} }

func pm(c Cursor) domain.PM { return domain.PM{} }
