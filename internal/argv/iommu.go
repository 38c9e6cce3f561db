package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) iommu() []*option.Option { return nil }
