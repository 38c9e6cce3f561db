package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// managedReservations is the object through which QEMU asks the helper that
// libvirt starts for all disks of a guest.
const managedReservations = "pr-helper0"

// managedPR is the manager of persistent reservations that libvirt would run.
func (b *builder) managedPR() []*option.Option {
	for _, d := range b.dom.Devices.Disks {
		if r := d.Source.Reservations; r != nil && r.Managed.V() {
			socket := b.reservationSocket()
			if b.Profile.HostChecks {
				b.Diag.Warn(source.NeedsLibvirt, r.Managed.Ref(), "libvirt would start the helper for persistent reservations").
					WithHint("start it first: qemu-pr-helper -k %s", socket)
			}
			return []*option.Option{option.NewObject("pr-manager-helper", managedReservations, r.Ref, r.Managed.Ref()).Str("path", socket, r.Managed.Ref())}
		}
	}
	return nil
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
	return "pr-helper-" + im.alias
}
