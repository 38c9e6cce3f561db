package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) graphics() []*option.Option { return nil }

func (b *builder) noGraphics() []*option.Option { return nil }
