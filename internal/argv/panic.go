package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) panics() []*option.Option { return nil }
