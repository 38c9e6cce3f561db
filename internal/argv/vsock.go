package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) vsock() []*option.Option { return nil }
