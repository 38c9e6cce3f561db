package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) freeArguments() []*option.Option { return nil }
