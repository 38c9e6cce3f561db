package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// throttleGroups are the groups that filters refer to.
func (b *builder) throttleGroups() []*option.Option {
	var opts []*option.Option
	for _, g := range b.dom.ThrottleGroups {
		if !g.HasAny() && b.Profile.WriteRefused {
			b.Diag.Info(source.AsDefault, g.Ref, "a group without limits is none").Inside(g.Ref)
			continue
		}
		opts = append(opts, b.throttleGroup("throttle-"+g.GroupName.V(), &g.IOTune, g.Ref, g.GroupName.Ref()))
	}
	return append(opts, b.ioTuneGroups()...)
}

// throttleNames are what QEMU calls the limits of IOTune.Limits.
var throttleNames = []string{
	"bps-total", "bps-read", "bps-write", "iops-total", "iops-read", "iops-write",
	"bps-total-max", "bps-read-max", "bps-write-max", "iops-total-max", "iops-read-max", "iops-write-max",
	"bps-total-max-length", "bps-read-max-length", "bps-write-max-length",
	"iops-total-max-length", "iops-read-max-length", "iops-write-max-length",
	"iops-size",
}

// firstLength and lastLength bound the lengths of bursts in throttleNames. QEMU
// takes no length of 0; a limit of 0 is none, which libvirt writes out.
const firstLength, lastLength = 12, 17

// throttleGroup is the -object id with the limits of t.
func (b *builder) throttleGroup(id string, t *domain.IOTune, from ...source.Ref) *option.Option {
	o := option.NewObject("throttle-group", id, from...)
	var limits []option.Param
	for i, v := range t.Limits() {
		if isLength := i >= firstLength && i <= lastLength; v.V() == 0 && (isLength || !b.Profile.QEMUDefaults) {
			continue
		}
		limits = append(limits, option.P(throttleNames[i], option.Uint(v.V()), v.Ref()))
	}
	if b.Target.Has("object.qapified") {
		return o.Add("limits", option.Object(limits...), from...)
	}
	for _, l := range limits { // the flat names of before -object knew objects
		o.Add("x-"+l.Key, l.Value, l.From.List()...)
	}
	return o
}

// throttles are the filters of d, each reading the one before.
func (b *builder) throttles(d *domain.Disk) []*option.Option {
	var opts []*option.Option
	below := b.unthrottledNode(d)
	for i := range d.ThrottleFilters {
		f := &d.ThrottleFilters[i]
		opts = append(opts, throttleNode(filterNode(f), "throttle-"+f.Group.V(), below, f.Ref, f.Group.Ref()))
		below = filterNode(f)
	}
	switch {
	case b.throttlesItself(d):
		opts = append(opts, throttleNode(ioTuneNode(d), ioTuneGroup(d), below, d.IOTune.Ref))
	case d.IOTune.HasAny():
		b.noteIOTune(&d.IOTune)
	}
	return opts
}

// throttleNode is a filter that holds what passes from below to the limits of
// group.
func throttleNode(name, group, below string, from ...source.Ref) *option.Option {
	return option.New("blockdev", from...).Str("driver", "throttle", from...).Str("node-name", name, from...).
		Str("throttle-group", group, from...).Str("file", below, from...)
}

func filterNode(f *domain.ThrottleFilter) string { return fmt.Sprintf("libvirt-%d-filter", f.Index) }

// throttlesItself tells whether the <iotune> of d is put on the command line,
// rather than set once QEMU runs.
func (b *builder) throttlesItself(d *domain.Disk) bool {
	return b.Profile.DirectSettings && d.IOTune.HasAny() && !d.Source.IsEmpty()
}

// ioTuneGroup is the group of the limits of d: that of its name, or its own.
func ioTuneGroup(d *domain.Disk) string {
	if name, ok := d.IOTune.GroupName.Get(); ok {
		return "throttle-" + name
	}
	return "throttle-" + d.Alias.V()
}

func ioTuneNode(d *domain.Disk) string { return "libvirt-throttle-" + d.Target.Dev.V() }

// ioTuneGroups are the groups of disks that have limits of their own or share
// them by name.
func (b *builder) ioTuneGroups() []*option.Option {
	var opts []*option.Option
	made := map[string]bool{}
	for _, d := range b.dom.Devices.Disks {
		id := ioTuneGroup(d)
		if !b.throttlesItself(d) || b.onDrive(d) {
			continue
		}
		if made[id] {
			b.Diag.Info(source.Duplicate, d.IOTune.Ref, "the limits of the group are those of the disk that named it first").Accounting(ioTuneRefs(&d.IOTune)...)
			continue
		}
		made[id] = true
		opts = append(opts, b.throttleGroup(id, &d.IOTune, d.IOTune.Ref, d.IOTune.GroupName.Ref()))
	}
	return opts
}

// noteIOTune says that libvirt sets the limits of t through the monitor.
func (b *builder) noteIOTune(t *domain.IOTune) {
	b.Diag.Note(source.RunTime, t.Ref, "libvirt sets the limits of the disk once QEMU runs").Accounting(ioTuneRefs(t)...)
}

// ioTuneRefs are the items of t.
func ioTuneRefs(t *domain.IOTune) []source.Ref {
	refs := []source.Ref{t.GroupName.Ref()}
	for _, v := range t.Limits() {
		refs = append(refs, v.Ref())
	}
	return refs
}
