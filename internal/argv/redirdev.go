package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) redirdevs() []*option.Option { return nil }
