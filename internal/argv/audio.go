package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) audio() []*option.Option { return nil }

func (b *builder) sounds() []*option.Option { return nil }
