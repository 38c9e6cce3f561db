package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) pstore() []*option.Option { return nil }
