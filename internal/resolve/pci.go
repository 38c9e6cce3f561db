package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/resolve/pciaddr"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pci is one pass over the PCI devices of a domain. The first pass only finds
// out what buses are needed: those that are added take slots themselves, and do
// so before any other device. The second gives out the slots.
type pci struct {
	*resolver
	connector
	set      *pciaddr.Set
	groups   isolation
	counting bool // the first pass: nothing is placed but what has a fixed place
	failed   bool // there is no place for a device, which was reported
}

// pciAddresses gives each PCI device a slot, and adds the buses that this needs.
// Source: qemuDomainAssignPCIAddresses.
func (r *resolver) pciAddresses() {
	buses, ok := r.pciBuses()
	if !ok {
		return
	}
	if buses > 0 {
		if buses, ok = r.countBuses(buses); !ok {
			return
		}
	}
	if !r.is(qemu.SupportsPCI) {
		r.withoutPCI()
		return
	}
	p := r.newPCI(buses, false)
	p.chipset()
	p.placeAll()
	if p.failed {
		return
	}
	p.zpciNumbers()
	r.multifunction()
	r.pciControllerOptions()
}

// pciBuses is how many buses the controllers make; ok is false where one is out
// of range.
func (r *resolver) pciBuses() (n int, ok bool) {
	ok = true
	for _, c := range r.dom.Devices.Controllers {
		if c.Type.V() != "pci" {
			continue
		}
		if c.Index.V() >= pciaddr.Buses {
			r.Diag.Error(source.OutOfRange, c.Index.Ref(), "PCI controller index %d is more than %d", c.Index.V(), pciaddr.Buses-1)
			ok = false
			continue
		}
		n = max(n, int(c.Index.V())+1)
	}
	return n, ok
}

// countBuses is how many buses the devices need, given those that the
// controllers make. The controllers for the others are added to the domain.
func (r *resolver) countBuses(given int) (n int, ok bool) {
	p := r.newPCI(given, true)
	p.chipset()
	if root := r.at.At("pci", 0); root != nil && root.Model.V() == domain.PCIRoot && !p.set.Full() {
		// One slot is kept, lest there be none for a bridge to more of them.
		p.reserve(conventional)
	}
	p.placeAll()
	if given <= 1 && p.set.Len() > given && r.hasPCIeRoot() {
		// Buses are added for a domain that brought none: it gets one more, so
		// that a device can be added while it runs.
		p.reserve(expressOnly)
	}
	p.addControllers()
	return p.set.Len(), !p.failed
}

func (r *resolver) hasPCIeRoot() bool {
	root := r.at.At("pci", 0)
	return root != nil && root.Model.V() == domain.PCIeRoot
}

// newPCI is a pass over n buses, with the places taken that the XML gives.
func (r *resolver) newPCI(n int, counting bool) *pci {
	p := &pci{resolver: r, connector: r.connector(), counting: counting, set: &pciaddr.Set{
		Grows: counting, ManyRoots: r.is(qemu.IsPSeries), DMIBridges: !r.Target.Has("pcie-pci-bridge"), BridgesGrow: r.Profile.Adapt,
	}}
	for i := range n {
		p.set.Add(r.busModel(uint64(i)))
	}
	if n > 0 && r.is(qemu.IsPSeries) {
		// Host devices are to be on host bridges of their own.
		p.set.Isolate(0)
		p.groups = r.isolationGroups()
	}
	for d := range r.dom.Devices.All() {
		if placedOnPCI(d.Info()) {
			p.takeGiven(d)
		}
	}
	return p
}

// busModel is the model of the controller that makes bus i, or that is to be
// added for it.
func (r *resolver) busModel(i uint64) string {
	switch c := r.at.At("pci", i); {
	case c != nil:
		return c.Model.V()
	case r.is(qemu.IsPSeries):
		return domain.PCIRoot
	case r.hasPCIeRoot():
		return domain.PCIeRootPort
	}
	return domain.PCIBridge
}

// takeGiven takes the place that d has already.
func (p *pci) takeGiven(d domain.AnyDevice) {
	info := d.Info()
	a := pciAddr(&info.Address.PCI)
	if p.onPIIX3(d, a) {
		return
	}
	want := p.connect(d)
	if want == 0 {
		want = pciaddr.PCI // the family says whether such an address is right
	}
	if info.Address.PCI.Domain.V() != 0 {
		p.refused(info, &pciaddr.Refusal{Text: "a guest has PCI domain 0 only"})
		return
	}
	switch refusal := p.set.Take(&a, want, p.groups[info]); {
	case refusal == nil:
	case refusal.Unfit && p.Profile.Adapt:
		p.Diag.Warn(source.Invalid, source.First(info.Address.Ref, info.Ref), "%s; another place is chosen", refusal.Text).WithHint("%s", refusal.Hint).Inside(info.Address.Ref)
		info.Address = domain.Address{}
		return
	default:
		p.refused(info, refusal)
		return
	}
	if a.Bus != info.Address.PCI.Bus.V() {
		info.Address.PCI.Bus = source.Default("address: the conventional bus that was added", a.Bus)
	}
}

// refused reports why d can't be where it is, once.
func (p *pci) refused(d *domain.Device, why *pciaddr.Refusal) {
	p.failed = true
	id := source.Invalid
	if why.Taken {
		id = source.Duplicate
	}
	ref := firstXML(d.Address.Ref, d.Ref)
	if ref.IsZero() {
		p.refusedUnasked(d.Ref.Rule(), why)
		return
	}
	g := p.Diag.Error(id, ref, "%s", why.Text)
	if why.Hint != "" {
		g.WithHint("%s", why.Hint)
	}
}

// refusedUnasked reports why a device that rule added has no place.
func (p *pci) refusedUnasked(rule string, why *pciaddr.Refusal) {
	g := p.Diag.Error(source.Invalid, firstXML(p.dom.OS.Machine.Ref(), p.dom.Ref), "%s for a device that is added (%s)", why.Text, rule)
	if hint := why.Hint; hint != "" {
		g.WithHint("%s", hint)
	} else {
		g.WithHint("take it away with <memballoon model='none'/>, <controller type='usb' model='none'/>")
	}
}

// pciAddr is a as the place of a device.
func pciAddr(a *domain.PCIAddress) pciaddr.Addr {
	return pciaddr.Addr{Bus: a.Bus.V(), Slot: a.Slot.V(), Function: a.Function.V()}
}

// placedOnPCI tells whether d has a PCI address. One of all zeros is none: the
// place is the host bridge's.
func placedOnPCI(d *domain.Device) bool {
	a := &d.Address.PCI
	return d.Address.Is(domain.AddressPCI) && (pciAddr(a) != pciaddr.Addr{} || a.Domain.V() != 0)
}

// wantsPCI tells whether d can be given a PCI address.
func wantsPCI(d *domain.Device) bool {
	return unplaced(d) || d.Address.Is(domain.AddressPCI) && !placedOnPCI(d)
}

// placeAll gives each device that wants one the next free place.
func (p *pci) placeAll() {
	for _, d := range pciOrder(&p.dom.Devices) {
		if p.failed {
			return
		}
		if want := p.connect(d); want != 0 && wantsPCI(d.Info()) {
			p.place(d, want)
		}
	}
}

func (p *pci) place(d domain.AnyDevice, want pciaddr.Connect) {
	if c, ok := d.(*domain.Controller); ok && isUSB2(c) {
		p.placeCompanion(c, want)
		return
	}
	p.next(d.Info(), want, pciaddr.AnyFunction)
}

// next gives d the next free place, at the given function.
func (p *pci) next(d *domain.Device, want pciaddr.Connect, function int) {
	a, refusal := p.set.Next(want, p.groups[d], function)
	if refusal != nil {
		p.refused(d, refusal)
		return
	}
	if !p.counting {
		setPCI(d, "address: next free PCI slot", a)
	}
}

// reserve takes a place for a device that doesn't exist yet.
func (p *pci) reserve(want pciaddr.Connect) {
	if p.failed {
		return
	}
	if _, refusal := p.set.Next(want, 0, pciaddr.AnyFunction); refusal != nil {
		p.refused(&domain.Device{Ref: p.dom.Devices.Ref}, refusal)
	}
}

// setPCI puts d at a, by the named rule. What the XML says of zPCI stays.
func setPCI(d *domain.Device, rule string, a pciaddr.Addr) {
	at := domain.PCIAt(rule, a.Bus, a.Slot, a.Function)
	at.PCI.UID, at.PCI.FID = d.Address.PCI.UID, d.Address.PCI.FID
	if d.Address.Type.IsSet() {
		at.Ref, at.Type = d.Address.Ref, d.Address.Type
	}
	d.Address = at
}

// addControllers adds the controllers of the buses that have none, and takes
// the places that these need.
func (p *pci) addControllers() {
	needed := p.set.Len()
	for i := 1; i < p.set.Len() && !p.failed; i++ {
		if p.at.At("pci", uint64(i)) != nil {
			continue
		}
		model := p.set.Model(i)
		c := p.addController("pci", uint64(i), source.Default("implied: PCI bus for the devices", model))
		if want := pciaddr.TakenBy(model); want != 0 {
			p.next(&c.Device, want, pciaddr.AnyFunction)
		}
	}
	if n := p.set.Len(); n > needed && !p.failed {
		p.Diag.Warn(source.Invalid, p.dom.Devices.Ref, "the PCI bridges that the devices need have no slots themselves; there is one more for them").
			WithHint("add a controller of model pci-bridge with index='%d'", n-1)
	}
}

// multifunction says so of the first function of each slot where others are
// used, unless the XML says otherwise. Source: virDomainPCIAddressSetAllMulti.
func (r *resolver) multifunction() {
	shared := map[pciaddr.Addr]bool{}
	for d := range r.dom.Devices.All() {
		if a := &d.Info().Address; a.Is(domain.AddressPCI) && a.PCI.Function.V() != 0 {
			shared[pciaddr.Addr{Bus: a.PCI.Bus.V(), Slot: a.PCI.Slot.V()}] = true
		}
	}
	for d := range r.dom.Devices.All() {
		a := &d.Info().Address
		if !a.Is(domain.AddressPCI) || !shared[pciAddr(&a.PCI)] {
			continue
		}
		m := &a.PCI.Multifunction
		m.SetDefault("implied: other functions of the slot are used", true)
		if r.Profile.Adapt && !m.V() {
			r.Diag.Warn(source.Conflict, m.Ref(), "other functions of the slot are used; it is turned on")
			*m = source.Of(true, m.Ref())
		}
	}
}
