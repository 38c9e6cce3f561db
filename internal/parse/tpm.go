package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func tpm(c Cursor) *domain.TPM { return &domain.TPM{Device: device(c)} }
