package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func shmem(c Cursor) *domain.Shmem { return &domain.Shmem{Device: device(c)} }
