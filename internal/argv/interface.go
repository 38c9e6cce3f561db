package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) interfaces() []*option.Option { return nil }
