package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/option"
)

// nvram is where the machine's own non-volatile memory sits.
func (b *builder) nvram() []*option.Option {
	n := b.dom.Devices.NVRAM
	if n == nil {
		return nil
	}
	reg := n.Address.SpaprVIO.Reg
	o := option.New("global", n.Ref, n.Address.Type.Ref()).Str("spapr-nvram.reg", fmt.Sprintf("0x%x", reg.V()), reg.Ref())
	return []*option.Option{o}
}
