package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) cryptos() []*option.Option { return nil }
