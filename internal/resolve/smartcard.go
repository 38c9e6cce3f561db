package resolve

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// smartcards completes smart cards, of which QEMU has one.
func (r *resolver) smartcards() {
	for i, s := range r.dom.Devices.Smartcards {
		if i > 0 {
			r.Diag.Error(source.Conflict, s.Ref, "a guest has one smart card only")
		}
		r.checkCCID(s)
		if source.Is(s.Mode, "host-certificates") {
			r.certificates(s)
		}
	}
}

// checkCCID refuses any place but the first slot of the first reader
// (qemuValidateDomainSmartcardDef).
func (r *resolver) checkCCID(s *domain.Smartcard) {
	a := &s.Address
	if a.Type.IsSet() && (!a.Is(domain.AddressCCID) || a.VirtioSerial.Controller.V() != 0 || a.VirtioSerial.Port.V() != 0) {
		r.Diag.Error(source.Invalid, a.Ref, "a smart card sits in slot 0 of reader 0")
	}
}

func (r *resolver) certificates(s *domain.Smartcard) {
	const needed = 3
	if n := len(s.Certificates); n != needed {
		r.Diag.Error(source.Invalid, s.Ref, "a smart card of mode host-certificates needs %d certificates, not %d", needed, n)
	}
	for _, c := range s.Certificates {
		if !c.IsSet() {
			r.Diag.Error(source.MissingValue, s.Ref, "a <certificate> is empty")
		}
	}
	if p, ok := s.Database.Get(); ok && !path.IsAbs(p) {
		r.Diag.Error(source.BadValue, s.Database.Ref(), "the certificate database %q is no absolute path", p)
	}
	s.Database.SetDefault("default: certificate database", "/etc/pki/nssdb")
}
