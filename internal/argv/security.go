package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) security() []*option.Option { return nil }
