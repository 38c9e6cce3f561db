package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) shmems() []*option.Option { return nil }
