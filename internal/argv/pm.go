package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) pm() []*option.Option { return nil }
