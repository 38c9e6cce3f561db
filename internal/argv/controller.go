package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) controllers() []*option.Option { return nil }
