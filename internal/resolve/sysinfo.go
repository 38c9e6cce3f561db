package resolve

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// sysinfo checks what the guest is to read of the machine. It comes first,
// since the UUID there may be that of a domain that has none of its own.
func (r *resolver) sysinfo() {
	smbios := false
	for _, s := range r.dom.Sysinfo {
		switch s.Type.V() {
		case domain.SysinfoSMBIOS:
			smbios = true
			r.smbios(s)
		case domain.SysinfoFWCfg:
			r.checkFWCfg(s)
		}
	}
	if mode := r.dom.OS.SMBIOS; mode.V() == "sysinfo" && !smbios {
		r.Diag.Error(source.MissingValue, mode.Ref(), "there is no <sysinfo type='smbios'> to take SMBIOS from")
	}
}

func (r *resolver) smbios(s *domain.Sysinfo) {
	if len(s.BaseBoards) > 1 {
		r.Diag.Error(source.Unsupported, s.BaseBoards[1].Ref, "QEMU takes no more than one base board")
	}
	id := s.System.Entry("uuid")
	switch {
	case id == nil || !id.Value.IsSet():
	case !r.dom.UUID.IsSet():
		r.dom.UUID = id.Value
	case r.dom.UUID.V() != id.Value.V():
		r.refuse("the guest sees that one", source.Conflict, id.Value.Ref(), "<uuid> of the domain is another one").
			WithHint("give both the same, or leave this one out").Accounting(r.dom.UUID.Ref())
		id.Value = source.Of(r.dom.UUID.V(), id.Value.Ref())
	}
	r.biosDate(s.BIOS)
}

// biosDate refuses a date that is none.
func (r *resolver) biosDate(t *domain.SMBIOSTable) {
	if date := t.Entry("date"); date != nil && !isBIOSDate(date.Value.V()) {
		r.refuse("the guest sees it as it is", source.BadValue, date.Value.Ref(), "%q is no date of a BIOS", date.Value.V()).
			WithHint("write month/day/year, such as 04/01/2014")
	}
}

// isBIOSDate tells whether s is mm/dd/yyyy or mm/dd/yy as SMBIOS has it: two
// digits stand for the 20th century, four for 1900 and later.
func isBIOSDate(s string) bool {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return false
		}
		n[i] = v
	}
	month, day, year := n[0], n[1], n[2]
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 0 && (year < 100 || year >= 1900)
}

// checkFWCfg refuses names that the firmware or QEMU keep to themselves (QEMU's
// docs/specs/fw_cfg.rst, and libvirt's qemuValidateDomainDefSysinfo).
func (r *resolver) checkFWCfg(s *domain.Sysinfo) {
	for i := range s.FWCfg {
		name := s.FWCfg[i].Name
		switch {
		case !name.IsSet():
		case !strings.HasPrefix(name.V(), "opt/"):
			r.Diag.Error(source.Invalid, name.Ref(), "%q is no name for a firmware entry", name.V()).
				WithHint("begin the name with opt/ and a domain of yours, such as opt/com.example/")
		case strings.HasPrefix(name.V(), "opt/ovmf/"), strings.HasPrefix(name.V(), "opt/org.qemu/"):
			r.Diag.Error(source.Invalid, name.Ref(), "the firmware entry %q is not for users to set", name.V())
		}
	}
}

// genID derives an empty <genid> from the domain's UUID. Libvirt draws it at
// random when the domain is defined; the same domain must become the same
// command here.
func (r *resolver) genID() {
	id := r.dom.GenID
	if !id.IsSet() || id.V() != "" {
		return
	}
	r.dom.GenID = source.Of(nameUUID("generation of "+r.dom.UUID.V()), id.Ref())
	r.Diag.Note(source.Derived, id.Ref(), "the generation ID is %s, derived from the domain's UUID", r.dom.GenID.V()).
		WithHint("write <genid>%s</genid> to keep it", r.dom.GenID.V())
}
