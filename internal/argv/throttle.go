package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) throttleGroups() []*option.Option { return nil }
