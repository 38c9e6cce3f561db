package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) tpms() []*option.Option { return nil }
