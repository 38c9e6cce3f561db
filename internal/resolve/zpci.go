package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// zpciNumbers numbers the PCI functions of IBM Z guests, which know them by user
// and function IDs. Those that the XML names come first.
// Source: qemuDomainCollectPCIAddressExtension and its like.
func (p *pci) zpciNumbers() {
	if !p.Target.Has("zpci") {
		p.refuseZPCI()
		return
	}
	uids, fids := numbers{next: 1, last: 0xffff}, numbers{last: 0xffffffff}
	for _, given := range []bool{true, false} {
		for d := range p.dom.Devices.All() {
			i := d.Info()
			a := &i.Address.PCI
			if !i.Address.Is(domain.AddressPCI) || (a.UID.IsSet() || a.FID.IsSet()) != given || !hasZPCI(d) {
				continue
			}
			p.zpciNumber(&uids, &a.UID, "uid", i)
			p.zpciNumber(&fids, &a.FID, "fid", i)
		}
	}
}

// refuseZPCI refuses zPCI numbers where nothing knows them.
func (p *pci) refuseZPCI() {
	for d := range p.dom.Devices.All() {
		a := &d.Info().Address.PCI
		if ref := source.First(a.UID.Ref(), a.FID.Ref()); !ref.IsZero() {
			p.Diag.Error(source.Invalid, ref, "only guests of IBM Z have zPCI numbers").WithHint("remove <zpci>")
		}
	}
}

// hasZPCI tells whether a PCI device of an IBM Z guest is seen by its IDs.
func hasZPCI(d domain.AnyDevice) bool {
	_, isChar := d.(*domain.CharDevice)
	return !isChar
}

// numbers hands out numbers up to last.
type numbers struct {
	taken      map[uint64]bool
	next, last uint64
}

// zpciNumber takes the number v, or where there is none gives it the next.
func (p *pci) zpciNumber(n *numbers, v *source.Val[uint64], what string, d *domain.Device) {
	if n.taken == nil {
		n.taken = map[uint64]bool{}
	}
	if v.IsSet() && n.taken[v.V()] {
		p.Diag.Error(source.Duplicate, v.Ref(), "the zPCI %s %#x is taken already", what, v.V()).
			WithHint("leave %s out to have a free one chosen", what)
		return
	}
	if !v.IsSet() {
		for n.taken[n.next] && n.next < n.last {
			n.next++
		}
		*v = source.Default("address: next free zPCI "+what, n.next)
	}
	n.taken[v.V()] = true
}
