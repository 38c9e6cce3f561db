package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) videos() []*option.Option { return nil }
