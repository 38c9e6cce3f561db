package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func memory(c Cursor) domain.Memory { return domain.Memory{} }

func numaTune(c Cursor) domain.NUMATune { return domain.NUMATune{} }

func memoryDevice(c Cursor) *domain.MemoryDevice { return &domain.MemoryDevice{Device: device(c)} }
