package argv

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// scsiHostdev is a SCSI device of the host or of an iSCSI target.
func (b *builder) scsiHostdev(h *domain.Hostdev) []*option.Option {
	s := &h.SCSI
	node := fmt.Sprintf("libvirt-%d-backend", s.Index.V())
	var opts []*option.Option
	o := option.New("blockdev", s.Ref, h.Mode.Ref(), h.Type.Ref())
	if s.Protocol.V() == "iscsi" {
		opts = b.iscsiNode(o, h, node)
	} else {
		o.Str("driver", "host_device", s.Protocol.Ref(), h.Type.Ref())
		o.Str("filename", s.Device.V(), s.Adapter.Ref(), s.Bus.Ref(), s.Target.Ref(), s.Unit.Ref())
	}
	o.Str("node-name", node, s.Index.Ref())
	o.Bool("read-only", !h.ReadOnly.IsZero(), h.ReadOnly)
	b.scsiOutside(h)
	return append(opts, o, b.scsiGeneric(h, node))
}

// iscsiNode adds the unit of an iSCSI target, and the secret to log in with,
// which is called after the node (qemuDomainPrepareHostdevSCSI).
func (b *builder) iscsiNode(o *option.Option, h *domain.Hostdev, node string) []*option.Option {
	i := &h.SCSI.ISCSI
	target, unit, _ := strings.Cut(i.Name.V(), "/")
	lun, err := strconv.ParseUint(unit, 10, 32)
	if err != nil {
		b.Diag.Error(source.BadValue, i.Name.Ref(), "%q is no unit of an iSCSI target", unit).WithHint("a name is the target's, a slash, and the number of the unit")
	}
	o.Str("driver", "iscsi", h.SCSI.Protocol.Ref())
	o.Str("portal", portal(i.Host.V(), i.Port.V()), i.Host.Ref(), i.Port.Ref())
	o.Str("target", target, i.Name.Ref()).Uint("lun", lun, i.Name.Ref())
	o.Str("transport", "tcp", source.Rule("default: transport"))
	var opts []*option.Option
	if a := i.Auth; a != nil {
		id := node + "-secret0"
		opts = append(opts, b.secret(id, &a.Secret))
		o.StrVal("user", a.Username).Str("password-secret", id, a.Ref)
	}
	o.StrVal("initiator-name", i.Initiator)
	return opts
}

// scsiGeneric is what the guest sees of a SCSI device of the host.
func (b *builder) scsiGeneric(h *domain.Hostdev, node string) *option.Option {
	o := option.Device("scsi-generic", h.Ref, h.Type.Ref())
	b.placeSCSI(o, h.Ref, &h.Address.Drive)
	o.Cite(h.Address.Drive.Target.Ref())
	o.Str("drive", node, h.SCSI.Index.Ref())
	return b.finish(o, &h.Device)
}

// scsiOutside accounts for what libvirt sets on the host for a SCSI device.
func (b *builder) scsiOutside(h *domain.Hostdev) {
	for _, ref := range given(h.SCSI.SGIO.Ref(), h.SCSI.RawIO.Ref(), h.Shareable, h.Managed.Ref()) {
		b.Diag.Note(source.RunTime, ref, "this is for libvirt on the host; QEMU has no option for it")
	}
}
