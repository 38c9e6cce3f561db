package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) clock() []*option.Option { return nil }
