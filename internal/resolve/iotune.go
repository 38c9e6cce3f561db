package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ioTuneMax is the highest limit that QEMU takes: THROTTLE_VALUE_MAX.
const ioTuneMax = 1_000_000_000_000_000

// checkIOTune checks limits of throughput.
// Source: qemuValidateDomainDeviceDefDiskBlkdeviotune.
func (r *resolver) checkIOTune(t *domain.IOTune) {
	for _, l := range []*domain.IOTuneLimits{&t.Bytes, &t.IOPS, &t.BytesMax, &t.IOPSMax} {
		if l.Total.V() != 0 && (l.Read.V() != 0 || l.Write.V() != 0) {
			r.Diag.Error(source.Conflict, l.Total.Ref(), "a total limit excludes limits of reads and writes").Accounting(l.Read.Ref(), l.Write.Ref())
		}
	}
	for _, v := range t.Limits() {
		if v.V() > ioTuneMax {
			r.Diag.Error(source.OutOfRange, v.Ref(), "%d is more than QEMU's limit of %d", v.V(), uint64(ioTuneMax))
		}
	}
}

// throttleGroups checks the throttle groups of the domain, those that disks
// share by name, and the filters that refer to them.
func (r *resolver) throttleGroups() {
	groups := map[string]bool{}
	for _, g := range r.dom.ThrottleGroups {
		r.checkIOTune(&g.IOTune)
		switch {
		case !g.GroupName.IsSet():
			r.Diag.Error(source.MissingValue, g.Ref, "a throttle group needs a <group_name>")
		case groups[g.GroupName.V()]:
			r.Diag.Error(source.Duplicate, g.GroupName.Ref(), "the throttle group %q is there already", g.GroupName.V())
		}
		groups[g.GroupName.V()] = true
	}
	shared := map[string]*domain.IOTune{}
	for _, d := range r.dom.Devices.Disks {
		r.checkThrottleFilters(d, groups)
		r.sameLimits(&d.IOTune, shared)
	}
	for _, d := range r.dom.Devices.Disks {
		r.joinGroup(&d.IOTune, shared)
	}
}

// sameLimits checks that disks of one group have the same limits. One may leave
// them to another.
func (r *resolver) sameLimits(t *domain.IOTune, shared map[string]*domain.IOTune) {
	name, ok := t.GroupName.Get()
	if !ok || !t.HasAny() {
		return
	}
	other := shared[name]
	if other == nil {
		shared[name] = t
		return
	}
	mine, theirs := t.Limits(), other.Limits()
	for i := range mine {
		if mine[i].V() != theirs[i].V() {
			r.Diag.Error(source.Conflict, t.GroupName.Ref(), "another disk of the group %q has other limits", name).Accounting(other.GroupName.Ref())
			return
		}
	}
}

// joinGroup gives t, which names a group and no limits, those of the others of
// the group. Source: qemuValidateDomainDeviceDefDiskIOTune.
func (r *resolver) joinGroup(t *domain.IOTune, shared map[string]*domain.IOTune) {
	name, ok := t.GroupName.Get()
	switch {
	case !ok || t.HasAny():
	case shared[name] == nil:
		r.Diag.Error(source.Invalid, t.GroupName.Ref(), "a group name without limits means nothing")
	default:
		own := *t
		*t = *shared[name]
		t.Ref, t.GroupName = own.Ref, own.GroupName
	}
}

// checkThrottleFilters checks the filters of d, which are groups.
func (r *resolver) checkThrottleFilters(d *domain.Disk, groups map[string]bool) {
	if len(d.ThrottleFilters) == 0 {
		return
	}
	first := d.ThrottleFilters[0].Ref
	switch {
	case d.IOTune.HasAny():
		r.refuse("this one has both", source.Conflict, first, "a disk has either throttle filters or an <iotune>")
	case source.Is(d.Kind, "cdrom"):
		r.Diag.Error(source.Invalid, first, "a cdrom can't have throttle filters")
	case source.Is(d.Target.Bus, "sd") || d.Source.Is(domain.StorageVhostUser):
		r.Diag.Error(source.Invalid, first, "what is no node of QEMU's block layer can't have throttle filters")
	}
	used := map[string]bool{}
	for _, f := range d.ThrottleFilters {
		name := f.Group.V()
		switch {
		case !f.Group.IsSet():
		case !groups[name]:
			r.Diag.Error(source.Invalid, f.Group.Ref(), "there is no throttle group %q", name).WithHint("define it in <throttlegroups>")
		case used[name]:
			r.Diag.Error(source.Duplicate, f.Group.Ref(), "the disk has the filter %q already", name)
		}
		used[name] = true
	}
}
