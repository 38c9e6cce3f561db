package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pstore gives the memory for last words a file (qemuDomainPstoreDefPostParse),
// and checks the device.
func (r *resolver) pstore() {
	p := r.dom.Devices.Pstore
	if p == nil {
		return
	}
	p.Path.SetDefault("default: file of the pstore", r.nvramDir()+"/"+r.dom.Name.V()+"_PSTORE.raw")
	if !p.Size.IsSet() {
		r.Diag.Error(source.MissingValue, p.Ref, "<pstore> needs a <size>")
	}
	if !source.Is(r.dom.Features.ACPI, true) {
		r.Diag.Warn(source.Invalid, p.Backend.Ref(), "guests find a pstore by ACPI, which they do not have").WithHint("add <acpi/> to <features>")
	}
	if !takesAddress(&p.Device, domain.AddressPCI) {
		r.Diag.Error(source.Invalid, p.Address.Ref, "a pstore can't have this address")
	}
}
