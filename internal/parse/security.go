package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func launchSecurity(c Cursor) domain.LaunchSecurity {
	s := domain.LaunchSecurity{
		Ref:  c.Ref(),
		Type: c.mustEnum("type", domain.SecuritySEV, domain.SecuritySEVSNP, domain.SecurityPV, domain.SecurityTDX),
	}
	switch s.Type.V() {
	case domain.SecuritySEV:
		s.Policy = policy(c, 1<<32-1)
		s.SEV = sev(c)
		s.SEV.DHCert, s.SEV.Session = c.Child("dhCert").Text(), c.Child("session").Text()
	case domain.SecuritySEVSNP:
		s.Policy = policy(c, 1<<64-1)
		s.SEV = sev(c)
		s.SNP = snp(c)
	case domain.SecurityTDX:
		if c.Child("policy").Ok() {
			s.Policy = policy(c, 1<<64-1)
		}
		s.TDX = tdx(c)
	}
	return s
}

// policy reads <policy>, a number in hexadecimal.
func policy(c Cursor, limit uint64) source.Val[uint64] {
	p := c.Child("policy")
	if !p.Text().IsSet() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<launchSecurity> needs a <policy>")
	}
	return p.HexText(limit)
}

func sev(c Cursor) domain.SEV {
	return domain.SEV{
		CBitPos:         c.Child("cbitpos").UintText(1<<32 - 1),
		ReducedPhysBits: c.Child("reducedPhysBits").UintText(1<<32 - 1),
		KernelHashes:    c.YesNo("kernelHashes"),
	}
}

func snp(c Cursor) domain.SNP {
	return domain.SNP{
		AuthorKey:               c.YesNo("authorKey"),
		VCEK:                    c.YesNo("vcek"),
		GuestVisibleWorkarounds: c.Child("guestVisibleWorkarounds").Text(),
		IDBlock:                 c.Child("idBlock").Text(),
		IDAuth:                  c.Child("idAuth").Text(),
		HostData:                c.Child("hostData").Text(),
	}
}

func tdx(c Cursor) domain.TDX {
	quotes := c.Child("quoteGenerationService")
	return domain.TDX{
		MRConfigID:    c.Child("mrConfigId").Text(),
		MROwner:       c.Child("mrOwner").Text(),
		MROwnerConfig: c.Child("mrOwnerConfig").Text(),
		QuoteWanted:   quotes.present(),
		QuoteSocket:   quotes.Str("path"),
	}
}
