package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) boot() []*option.Option { return nil }
