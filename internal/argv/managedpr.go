package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) managedPR() []*option.Option { return nil }
