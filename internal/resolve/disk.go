package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// disks completes and checks all disks, and numbers their images.
func (r *resolver) disks() {
	r.dom.Devices.Disks = sortDisks(slices.DeleteFunc(r.dom.Devices.Disks, r.dropMissing))
	for _, d := range r.dom.Devices.Disks {
		r.diskDefaults(d)
		r.diskAddress(d)
	}
	for _, d := range r.dom.Devices.Disks {
		r.checkDisk(d)
	}
	r.uniqueDisks()
	r.seclabels()
	r.throttleGroups()
	r.numberImages()
}

// sortDisks puts the disks of each bus in the order of their targets, leaving
// the buses as they come. Source: virDomainDiskInsert.
func sortDisks(disks []*domain.Disk) []*domain.Disk {
	var sorted []*domain.Disk
	for _, d := range disks {
		sorted = slices.Insert(sorted, insertAt(sorted, d), d)
	}
	return sorted
}

// insertAt is where d belongs in disks: before the first of its bus that comes
// after it, else behind the last of its bus.
func insertAt(disks []*domain.Disk, d *domain.Disk) int {
	at := -1
	for i, other := range slices.Backward(disks) {
		if other.Target.Bus.V() != d.Target.Bus.V() {
			continue
		}
		if targetOrder(other) <= targetOrder(d) {
			if at == -1 {
				at = i + 1
			}
			break // those before it come before it
		}
		at = i
	}
	if at == -1 {
		return len(disks)
	}
	return at
}

// targetOrder is the number of d's target, -1 where it has none.
func targetOrder(d *domain.Disk) int64 {
	index, _, ok := domain.DiskName(d.Target.Dev.V())
	if !ok {
		return -1
	}
	return int64(index)
}

// diskDefaults fills in what libvirt takes for granted.
// Source: virDomainDiskDefPostParse, qemuDomainDeviceDiskDefPostParse.
func (r *resolver) diskDefaults(d *domain.Disk) {
	d.Kind.SetDefault("default: disk device", "disk")
	if dev, ok := strings.CutPrefix(d.Target.Dev.V(), "ioemu:"); ok { // Xen's old way
		d.Target.Dev = source.Of(dev, d.Target.Dev.Ref())
	}
	if !d.Target.Bus.IsSet() {
		d.Target.Bus = source.Default("default: disk bus from the target's name", diskBus(d))
	}
	r.foreignIDE(d)
	r.foreignXen(d)
	r.storageDefaults(d.Source)
	if !d.Source.Is(domain.StorageVolume) && !d.Source.Is(domain.StorageVhostUser) {
		d.Source.Format.SetDefault("default: disk format", r.diskFormat(d.Source))
	}
	r.diskReadOnly(d)
	// A guest that shares a disk must not see what this host has cached.
	// Source: qemuDomainPrepareDiskCachemode.
	if source.Is(d.Driver.Cache, "default") || !d.Driver.Cache.IsSet() {
		d.Driver.Cache = source.Val[string]{}
		if d.Shareable.V() && !d.Source.ReadOnly.V() {
			d.Driver.Cache = source.Of("none", d.Shareable.Ref())
		}
	}
}

// diskReadOnly settles whether the guest can write to d: never to a CD.
func (r *resolver) diskReadOnly(d *domain.Disk) {
	switch {
	case d.ReadOnly.IsSet():
		d.Source.ReadOnly = d.ReadOnly
	case source.Is(d.Kind, "cdrom"):
		d.Source.ReadOnly = source.Of(true, d.Kind.Ref())
	default:
		d.Source.ReadOnly = source.Default("default: disks are writable", false)
	}
	for below := d.Source.Backing; !below.IsEnd(); below = below.Backing {
		below.ReadOnly = source.Default("rule: backing images are read-only", true)
	}
	for s := d.Source; !s.IsEnd(); s = s.Backing {
		switch {
		case s.DataStore == nil:
		case s == d.Source && r.Profile.WriteRefused:
			s.DataStore.ReadOnly = source.Default("default: data stores are writable", false)
		default:
			s.DataStore.ReadOnly = s.ReadOnly
		}
	}
}

// diskBus is the bus that the kind and the target of d suggest.
func diskBus(d *domain.Disk) string {
	if source.Is(d.Kind, "floppy") {
		return "fdc"
	}
	for _, p := range [][2]string{{"hd", "ide"}, {"sd", "scsi"}, {"vd", "virtio"}, {"xvd", "xen"}, {"ubd", "uml"}} {
		if strings.HasPrefix(d.Target.Dev.V(), p[0]) {
			return p[1]
		}
	}
	return "ide"
}

// diskFormat is the format of an image that nothing is said of. Libvirt takes
// directories for raw as well, and then refuses them.
func (r *resolver) diskFormat(s *domain.StorageSource) string {
	if s.Is(domain.StorageDir) && r.Profile.Adapt {
		return "fat"
	}
	return "raw"
}

// numberImages numbers the images that QEMU opens as nodes: the disks from the
// last to the first, each chain from the top, then its filters.
// Source: qemuProcessPrepareHostStorage, qemuDomainPrepareDiskSourceBlockdev.
func (r *resolver) numberImages() {
	for _, d := range slices.Backward(r.dom.Devices.Disks) {
		if d.Source.Is(domain.StorageVhostUser) || source.Is(d.Target.Bus, "sd") {
			continue
		}
		for s := d.Source; !s.IsEnd(); s = s.Backing {
			s.Index = source.Default("rule: node number", r.nextNode())
			if s.DataStore != nil {
				s.DataStore.Index = source.Default("rule: node number", r.nextNode())
			}
		}
		for i := range d.ThrottleFilters {
			d.ThrottleFilters[i].Index = r.nextNode()
		}
	}
}

// nextNode is the number of a further node of block storage.
func (r *resolver) nextNode() uint64 {
	r.nodes++
	return r.nodes
}
