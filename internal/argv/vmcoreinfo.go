package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// vmcoreinfo is the device through which a guest says how to read its dumps.
func (b *builder) vmcoreinfo() []*option.Option {
	wanted := b.dom.Features.VMCoreInfo
	if !source.Is(wanted, true) {
		return nil
	}
	return []*option.Option{option.Device("vmcoreinfo", wanted.Ref())}
}
