package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) inputs() []*option.Option { return nil }

func (b *builder) hubs() []*option.Option { return nil }
