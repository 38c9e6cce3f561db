package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) smartcards() []*option.Option { return nil }
