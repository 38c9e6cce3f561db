package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) iommu() []*option.Option { return nil }

// iommuMachine adds the IOMMU that is part of a board to the -machine o.
func (b *builder) iommuMachine(o *option.Option) {}
