package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) cpu() []*option.Option { return nil }
