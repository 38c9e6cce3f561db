package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func vcpu(c Cursor) domain.VCPU { return domain.VCPU{} }

func ioThreads(c Cursor) domain.IOThreads { return domain.IOThreads{} }

func tune(c Cursor) domain.Tune { return domain.Tune{} }
