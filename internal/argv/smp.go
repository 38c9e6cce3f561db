package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) smp() []*option.Option { return nil }

func (b *builder) ioThreads() []*option.Option { return nil }
