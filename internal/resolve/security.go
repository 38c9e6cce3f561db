package resolve

import (
	"encoding/base64"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// security completes what libvirt takes from the host where the XML does not
// say it.
func (r *resolver) security() {
	s := &r.dom.Security
	switch s.Type.V() {
	case domain.SecuritySEV, domain.SecuritySEVSNP:
		r.encryptionBits(s)
		r.snpData(&s.SNP)
	case domain.SecurityPV:
		if !r.Target.Has("s390-pv-guest") || !r.Target.Has("confidential-guest-support") {
			r.Diag.Error(source.NeedsQEMU, s.Type.Ref(), "this QEMU can't protect s390 guests")
		}
	case domain.SecurityTDX:
		// The path is where the service of Intel's packages listens.
		if s.TDX.QuoteWanted.V() {
			s.TDX.QuoteSocket.SetDefault("default: socket of the quote generation service", "/var/run/tdx-qgs/qgs.socket")
		}
	}
}

// encryptionBits gives addresses the encryption bit of most EPYC processors,
// which QEMU would tell libvirt of this host (query-sev-capabilities).
func (r *resolver) encryptionBits(s *domain.LaunchSecurity) {
	const cBit, lostBits = 51, 1
	if !s.SEV.CBitPos.IsSet() || !s.SEV.ReducedPhysBits.IsSet() {
		r.Diag.Note(source.Assumed, s.Ref, "the host is assumed to have the encryption bit %d and to lose %d address bit", cBit, lostBits).
			WithHint("write <cbitpos> and <reducedPhysBits> as virsh domcapabilities shows them")
	}
	s.SEV.CBitPos.SetDefault("assumed: encryption bit of the host", cBit)
	s.SEV.ReducedPhysBits.SetDefault("assumed: address bits that encryption takes", lostBits)
}

// snpData refuses data that is not as long as the processor's firmware takes
// it (virDomainDefLaunchSecurityValidate).
func (r *resolver) snpData(s *domain.SNP) {
	for _, x := range []struct {
		name string
		data source.Val[string]
		size int
	}{
		{"guestVisibleWorkarounds", s.GuestVisibleWorkarounds, 16},
		{"idBlock", s.IDBlock, 96},
		{"idAuth", s.IDAuth, 4096},
		{"hostData", s.HostData, 32},
	} {
		data, err := base64.StdEncoding.DecodeString(strings.TrimSpace(x.data.V()))
		if x.data.IsSet() && err == nil && len(data) != x.size {
			r.Diag.Error(source.BadValue, x.data.Ref(), "%s holds %d bytes, not %d", x.name, x.size, len(data))
		}
	}
}
