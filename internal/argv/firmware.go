package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) pflash() []*option.Option { return nil }

func (b *builder) firmware() []*option.Option { return nil }
