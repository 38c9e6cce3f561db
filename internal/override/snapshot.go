package override

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Snapshot is the flag that leaves the disks as they are.
const Snapshot = "--snapshot"

// snapshot makes every disk that can be written one whose changes are lost: the
// -snapshot of QEMU leaves out disks that are nodes of its block layer.
func (a applier) snapshot() {
	for _, d := range a.dom.Devices.Disks {
		switch s := d.Source; {
		case s.IsEmpty(), s.ReadOnly.V(), d.ReadOnly.V(), d.Transient.V(), source.Is(d.Kind, "cdrom"):
			// Nothing of it is written, or nothing stays.
		case source.Is(d.Kind, "lun"), s.Is(domain.StorageVhostUser), s.Is(domain.StorageVhostVDPA):
			a.diag.Error(source.Conflict, d.Ref, "%s can't keep what the guest writes from the disk %s", Snapshot, d.Target.Dev.V()).
				WithHint("leave the flag out, or put an image into the disk with --disk %s=FILE", d.Target.Dev.V())
		default:
			d.Transient = source.Of(true, source.Rule(Snapshot))
		}
	}
}
