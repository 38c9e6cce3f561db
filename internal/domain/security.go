package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The types of <launchSecurity>.
const (
	SecuritySEV    = "sev"
	SecuritySEVSNP = "sev-snp"
	SecurityPV     = "s390-pv"
	SecurityTDX    = "tdx"
)

// LaunchSecurity is <launchSecurity>: how the guest is kept from its host.
type LaunchSecurity struct {
	Ref  source.Ref
	Type source.Val[string]
	// Policy are bits, with a meaning that depends on Type.
	Policy source.Val[uint64]
	SEV    SEV
	SNP    SNP
	TDX    TDX
}

// SEV is what both kinds of AMD's SEV have, and what is of the first alone.
type SEV struct {
	// CBitPos is the bit of an address that says encrypted; ReducedPhysBits is
	// how many bits addresses lose. Both are the host's.
	CBitPos, ReducedPhysBits source.Val[uint64]
	// KernelHashes: what QEMU boots itself is measured.
	KernelHashes source.Val[bool]
	// DHCert and Session are data in base64, which QEMU reads from files.
	DHCert, Session source.Val[string]
}

// SNP is what only SEV-SNP has. Data are in base64.
type SNP struct {
	AuthorKey, VCEK                                    source.Val[bool]
	GuestVisibleWorkarounds, IDBlock, IDAuth, HostData source.Val[string]
}

// TDX is what only Intel's TDX has. The measurements are in base64.
type TDX struct {
	MRConfigID, MROwner, MROwnerConfig source.Val[string]
	// QuoteSocket is the socket of the quote generation service; QuoteWanted
	// tells that the service is asked for at all.
	QuoteWanted source.Val[bool]
	QuoteSocket source.Val[string]
}
