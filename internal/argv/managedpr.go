package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// managedReservations is the object through which QEMU asks the helper that
// libvirt starts for all disks of a guest.
const managedReservations = "pr-helper0"

// managedPR is the manager of persistent reservations that libvirt would run.
func (b *builder) managedPR() []*option.Option {
	r := b.firstManaged()
	if r == nil {
		return nil
	}
	socket := b.reservationSocket()
	if b.Profile.HostChecks {
		b.reservationHelper(r, socket)
	}
	return []*option.Option{option.NewObject("pr-manager-helper", managedReservations, r.Ref, r.Managed.Ref()).Str("path", socket, r.Managed.Ref())}
}

// firstManaged is the first of all images that asks libvirt's helper; nil where
// none does.
func (b *builder) firstManaged() *domain.StorageReservations {
	for _, d := range b.dom.Devices.Disks {
		for s := d.Source; !s.IsEnd(); s = s.Backing {
			if r := s.Reservations; r != nil && r.Managed.V() {
				return r
			}
		}
	}
	return nil
}

// reservationHelper is the program that QEMU asks for persistent reservations.
func (b *builder) reservationHelper(r *domain.StorageReservations, socket string) {
	const what = "qemu-pr-helper, which makes persistent reservations"
	b.prepare(source.RunTime, r.Managed.Ref(), what+", must run before QEMU starts", plan.Step{
		Kind: plan.Daemon, What: what, Words: []string{"qemu-pr-helper", "-k", socket}, Forks: []string{"-d"}, Socket: socket, Package: "qemu-system-common",
	})
}

// reservationSocket is where the helper for persistent reservations listens.
func (b *builder) reservationSocket() string {
	if b.Profile.LibvirtDirs {
		return profile.ReservationSocket(b.dom.ShortName())
	}
	return b.runtimeSocket(managedReservations)
}

// ownReservations is the manager of an image that has a helper of its own.
func (b *builder) ownReservations(im *image) []*option.Option {
	r := im.Reservations
	if r == nil || r.Managed.V() {
		return nil
	}
	return []*option.Option{option.NewObject("pr-manager-helper", reservationManager(im), r.Ref, r.Managed.Ref(), r.Type.Ref(), r.Mode.Ref()).StrVal("path", r.Path)}
}

// reservationManager is the id of the manager of im's persistent reservations.
func reservationManager(im *image) string {
	if im.Reservations.Managed.V() {
		return managedReservations
	}
	return "pr-helper-" + im.storageName()
}
