package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) vmcoreinfo() []*option.Option { return nil }
