package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) disks() []*option.Option { return nil }
