// Package override is what the command line says over the XML: it changes the
// domain before it is resolved, so that all that follows from a change follows.
//
// Each change stands in the domain as made by a rule that is called after its
// flag. What the XML said in its place is accounted for.
package override

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Changes are those to make. The zero Changes makes none.
type Changes struct {
	Memory   uint64 // KiB; 0 for none
	VCPUs    uint64 // 0 for none
	Disks    []Disk
	Headless bool
	// Serial is the type that the first serial port is to have; "" for no change.
	Serial string
	// Snapshot has the guest's writes go nowhere.
	Snapshot bool
}

// Disk puts the image in File into the disk called Target.
type Disk struct{ Target, File string }

// Apply makes the changes c to d.
func Apply(d *domain.Domain, c *Changes, diag *source.Diags) {
	a := applier{d, diag}
	if c.Memory > 0 {
		a.memory(c.Memory)
	}
	if c.VCPUs > 0 {
		a.vcpus(c.VCPUs)
	}
	for _, disk := range c.Disks {
		a.disk(disk)
	}
	if c.Headless {
		a.headless()
	}
	if c.Serial != "" {
		a.serial(c.Serial)
	}
	if c.Snapshot {
		a.snapshot()
	}
}

type applier struct {
	dom  *domain.Domain
	diag *source.Diags
}

// instead accounts for the items refs, which flag has replaced: values, and
// elements with all that is in them.
func (a applier) instead(flag string, refs ...source.Ref) {
	for _, r := range refs {
		switch {
		case r.Node() == 0:
		case r.IsElement():
			a.diag.Info(source.Chosen, r, "%s decides in its place", flag).Inside(r)
		default:
			a.diag.Info(source.Chosen, r, "%s decides in its place", flag)
		}
	}
}

// around is the element that r lies in.
func around(r source.Ref) source.Ref {
	if r.Node() == 0 {
		return r
	}
	return source.Element(r.Node())
}

// memory is the guest's memory in KiB. Where its nodes say how much each has,
// there is no one number to change.
func (a applier) memory(kib uint64) {
	const flag = "--memory"
	m := &a.dom.Memory
	if cells := a.dom.NUMA.Cells; len(cells) > 0 {
		a.diag.Error(source.Conflict, cells[0].Ref, "%s can't change a guest whose NUMA nodes have memory of their own", flag)
		return
	}
	a.instead(flag, m.Total.Ref(), m.Current.Ref())
	m.Total = source.Of(kib, source.Rule(flag))
	m.Current = source.Val[uint64]{}
}

// vcpus is how many CPUs the guest has. A topology that makes another number is
// left out.
func (a applier) vcpus(n uint64) {
	const flag = "--vcpus"
	v, t := &a.dom.VCPU, &a.dom.CPU.Topology
	if cells := a.dom.NUMA.Cells; len(cells) > 0 {
		a.diag.Error(source.Conflict, cells[0].Ref, "%s can't change a guest whose NUMA nodes have CPUs of their own", flag)
		return
	}
	a.instead(flag, v.Max.Ref(), v.Current.Ref())
	for _, c := range v.CPUs {
		a.instead(flag, c.Ref)
	}
	v.Max, v.Current, v.CPUs = source.Of(n, source.Rule(flag)), source.Val[uint64]{}, nil
	if !t.Ref.IsZero() && threads(t) != n {
		a.instead(flag, t.Ref)
		*t = domain.CPUTopology{}
	}
}

// threads is how many threads t makes.
func threads(t *domain.CPUTopology) uint64 {
	n := uint64(1)
	for _, v := range []source.Val[uint64]{t.Sockets, t.Dies, t.Clusters, t.Cores, t.Threads} {
		n *= max(v.V(), 1)
	}
	return n
}

// disk puts a file into a disk, in the format that the XML gives.
func (a applier) disk(want Disk) {
	const flag = "--disk"
	for _, d := range a.dom.Devices.Disks {
		if d.Target.Dev.V() != want.Target {
			continue
		}
		old, rule := d.Source, source.Rule(flag)
		a.instead(flag, append(storageRefs(old), d.Snapshot.Ref())...)
		d.Source = &domain.StorageSource{
			Ref: old.Ref, Type: source.Of(domain.StorageFile, rule), Format: old.Format, Path: source.Of(want.File, rule),
			ReadOnly: old.ReadOnly, MetadataCacheMax: old.MetadataCacheMax,
		}
		return
	}
	a.diag.Error(source.BadValue, a.dom.Devices.Ref, "%s: no disk has the target %s", flag, want.Target)
}

// storageRefs are the items of s that say where the image is.
func storageRefs(s *domain.StorageSource) []source.Ref {
	refs := []source.Ref{s.Type.Ref(), around(s.Path.Ref())}
	if s.Backing != nil && s.Backing.Type.IsSet() {
		refs = append(refs, around(s.Backing.Type.Ref()))
	}
	return refs
}

// headless takes the screens away, and what works through spice only. The
// guest's cards stay: it is the same machine.
func (a applier) headless() {
	const flag = "--headless"
	d := &a.dom.Devices
	for _, g := range d.Graphics {
		a.instead(flag, g.Ref)
	}
	for _, c := range d.Channels {
		if ofSpice(&c.Source) {
			a.instead(flag, c.Ref)
		}
	}
	for _, r := range d.Redirdevs {
		if r.Source != nil && ofSpice(r.Source) {
			a.instead(flag, r.Ref)
		}
	}
	for _, s := range d.Smartcards {
		if s.Source != nil && ofSpice(s.Source) {
			a.instead(flag, s.Ref)
		}
	}
	d.Graphics = nil
	d.Channels = slices.DeleteFunc(d.Channels, func(c *domain.CharDevice) bool { return ofSpice(&c.Source) })
	d.Redirdevs = slices.DeleteFunc(d.Redirdevs, func(r *domain.Redirdev) bool { return r.Source != nil && ofSpice(r.Source) })
	d.Smartcards = slices.DeleteFunc(d.Smartcards, func(s *domain.Smartcard) bool { return s.Source != nil && ofSpice(s.Source) })
}

func ofSpice(s *domain.CharSource) bool {
	return source.Is(s.Type, domain.CharSpiceVMC) || source.Is(s.Type, domain.CharSpicePort)
}

// serial connects the first serial port otherwise; a guest without gets one.
func (a applier) serial(kind string) {
	const flag = "--serial"
	d := &a.dom.Devices
	to := domain.CharSource{Type: source.Of(kind, source.Rule(flag))}
	var first []*domain.CharDevice
	if len(d.Serials) > 0 {
		first = append(first, d.Serials[0])
	}
	if len(d.Consoles) > 0 && (!d.Consoles[0].Target.Type.IsSet() || source.Is(d.Consoles[0].Target.Type, "serial")) {
		first = append(first, d.Consoles[0])
	}
	if len(first) == 0 {
		first = []*domain.CharDevice{{Device: domain.Device{Ref: source.Rule(flag)}}}
		d.Serials = append(d.Serials, first...)
	}
	for _, c := range first {
		s := &c.Source
		a.instead(flag, s.Type.Ref(), around(s.Path.Ref()), around(s.Host.Ref()), around(s.Service.Ref()), s.Protocol.Ref())
		to.Ref = s.Ref
		c.Source = to
	}
}
