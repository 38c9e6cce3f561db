package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) watchdogs() []*option.Option { return nil }
