package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) filesystems() []*option.Option { return nil }
