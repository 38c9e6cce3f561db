package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) nvram() []*option.Option { return nil }
