package resolve

import "github.com/qemuxml/qemuxml/internal/source"

// firstCID is the lowest context ID of a guest: 0 to 2 are the hypervisor,
// loopback and the host (vsock(7)).
const firstCID = 3

// vsock gives the guest a context ID. libvirt tries from firstCID on until the
// kernel agrees, which only the moment of the start can tell.
func (r *resolver) vsock() {
	v := r.dom.Devices.Vsock
	if v == nil {
		return
	}
	switch {
	case v.CID.IsSet() && v.CID.V() < firstCID:
		r.Diag.Error(source.OutOfRange, v.CID.Ref(), "a guest's context ID is at least %d", firstCID)
	case v.CID.IsSet():
	case source.Is(v.Auto, false):
		r.Diag.Error(source.MissingValue, v.Ref, "<vsock> needs a context ID").WithHint("write <cid auto='no' address='3'/>, or auto='yes'")
	default:
		v.CID = source.Default("derived: first free context ID", uint64(firstCID))
		r.Diag.Note(source.Derived, v.Ref, "the guest gets the context ID %d, as the first one", firstCID).
			WithHint("give each guest of a host its own: <cid auto='no' address='4'/>").Accounting(v.Auto.Ref())
	}
}
