package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func features(c Cursor) domain.Features { return domain.Features{} }

func keywrap(c Cursor) domain.Keywrap { return domain.Keywrap{} }
