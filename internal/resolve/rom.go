package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkROM refuses an option ROM where there can be none. Source:
// virDomainDeviceInfoParseXML, qemuBuildRomProps.
func (r *resolver) checkROM(d *domain.Device) {
	rom := &d.ROM
	ref := source.First(rom.Enabled.Ref(), rom.Bar.Ref(), rom.File.Ref())
	switch {
	case ref.IsZero():
	case source.Is(rom.Enabled, false) && (rom.Bar.IsSet() || rom.File.IsSet()):
		r.Diag.Error(source.Conflict, ref, "an option ROM that is left out has no settings").Accounting(rom.Bar.Ref(), rom.File.Ref())
	case !d.Address.Is(domain.AddressPCI) && !d.Address.Is(domain.AddressUnassigned):
		r.Diag.Error(source.Invalid, ref, "only PCI devices have an option ROM")
	}
}
