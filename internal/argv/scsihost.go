package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
)

func (b *builder) scsiHostdev(h *domain.Hostdev) []*option.Option { return nil }
