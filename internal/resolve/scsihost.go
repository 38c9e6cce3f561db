package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// scsiHostdev finds the device node of a SCSI device of the host and numbers its
// block node after those of the disks.
func (r *resolver) scsiHostdev(h *domain.Hostdev) {
	s := &h.SCSI
	s.Index = source.Default("rule: node number", r.nextNode())
	switch {
	case s.Protocol.V() == "iscsi":
		if r.Profile.Adapt && s.ISCSI.Port.V() == 0 { // libvirt knows no default here
			s.ISCSI.Port = source.Of(uint64(3260), s.ISCSI.Port.Ref().Or("default: port of iscsi"))
		}
		if name := s.ISCSI.Name; name.IsSet() && !strings.Contains(name.V(), "/") {
			// A target without a unit means the first (virDomainPostParseCheckISCSIPath).
			s.ISCSI.Name = source.Of(name.V()+"/0", name.Ref())
		}
	case s.Adapter.IsSet():
		r.scsiDevice(s)
	}
}

func (r *resolver) scsiDevice(s *domain.SCSISource) {
	where := s.Adapter
	if number, ok := strings.CutPrefix(where.V(), "scsi_host"); !ok || number == "" || strings.Trim(number, "0123456789") != "" {
		r.Diag.Error(source.BadValue, where.Ref(), "%q is no adapter of SCSI devices", where.V()).WithHint("write scsi_host and its number")
		return
	}
	node, ok := r.Host.SCSIGeneric(where.V(), s.Bus.V(), s.Target.V(), s.Unit.V())
	switch {
	case ok:
		s.Device = source.Of(node, where.Ref())
	case r.Profile.HostChecks && r.Host != nil:
		r.Diag.Error(source.HostMissing, where.Ref(), "this host has no SCSI device %d:%d:%d on %s", s.Bus.V(), s.Target.V(), s.Unit.V(), where.V()).
			WithHint("lsscsi -g shows those that are there")
	default:
		s.Device = source.Of("/dev/sg0", where.Ref())
		r.Diag.Note(source.Assumed, where.Ref(), "which node the SCSI device has is not known here; /dev/sg0 is assumed")
	}
}
