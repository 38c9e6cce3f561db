package argv

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// securityID is what -machine calls the object that protects the guest.
const securityID = "lsec0"

// securityMachine adds what protects the guest from its host to the -machine o.
func (b *builder) securityMachine(o *option.Option) {
	t := b.dom.Security.Type
	switch {
	case !t.IsSet():
	case b.Target.Has("confidential-guest-support"):
		o.Str("confidential-guest-support", securityID, t.Ref())
	default:
		o.Str("memory-encryption", securityID, t.Ref())
	}
}

func (b *builder) security() []*option.Option {
	s := &b.dom.Security
	var o *option.Option
	switch s.Type.V() {
	case domain.SecuritySEV:
		o = b.sev(s)
	case domain.SecuritySEVSNP:
		o = b.sevSNP(s)
	case domain.SecurityPV:
		o = option.NewObject("s390-pv-guest", securityID, s.Type.Ref())
	case domain.SecurityTDX:
		o = b.tdx(s)
	default:
		return nil
	}
	return []*option.Option{o.Cite(s.Ref)}
}

func (b *builder) sev(s *domain.LaunchSecurity) *option.Option {
	return option.NewObject("sev-guest", securityID, s.Type.Ref()).
		UintVal("cbitpos", s.SEV.CBitPos).
		UintVal("reduced-phys-bits", s.SEV.ReducedPhysBits).
		UintVal("policy", s.Policy).
		StrVal("dh-cert-file", b.secretData(s.SEV.DHCert, "dh_cert.base64")).
		StrVal("session-file", b.secretData(s.SEV.Session, "session.base64")).
		BoolVal("kernel-hashes", s.SEV.KernelHashes)
}

// secretData is the file called name that holds the data v, which QEMU takes
// from files only. Libvirt writes it before the start.
func (b *builder) secretData(v source.Val[string], name string) source.Val[string] {
	if !v.IsSet() {
		return v
	}
	if b.Profile.LibvirtDirs {
		return source.Of(profile.GuestDir(b.dom.ShortName())+"/"+name, v.Ref())
	}
	file := path.Join(b.RuntimeDir, b.dom.Name.V()+"-"+name)
	b.prepare(source.NeedsLibvirt, v.Ref(), "QEMU reads this from a file, "+file, plan.Step{
		Kind: plan.Command, What: "what the guest's owner has signed for the processor", Package: "dash",
		Words: []string{"/bin/sh", "-c", `printf %s "$1" >"$2"`, "sh", v.V(), file},
	})
	return source.Of(file, v.Ref())
}

func (b *builder) sevSNP(s *domain.LaunchSecurity) *option.Option {
	snp := &s.SNP
	o := option.NewObject("sev-snp-guest", securityID, s.Type.Ref()).
		UintVal("cbitpos", s.SEV.CBitPos).
		UintVal("reduced-phys-bits", s.SEV.ReducedPhysBits).
		BoolVal("kernel-hashes", s.SEV.KernelHashes).
		UintVal("policy", s.Policy).
		StrVal("guest-visible-workarounds", snp.GuestVisibleWorkarounds).
		StrVal("id-block", snp.IDBlock).
		StrVal("id-auth", snp.IDAuth).
		StrVal("host-data", snp.HostData).
		BoolVal("author-key-enabled", snp.AuthorKey)
	if vcek, ok := snp.VCEK.Get(); ok {
		o.Bool("vcek-disabled", !vcek, snp.VCEK.Ref())
	}
	return o
}

func (b *builder) tdx(s *domain.LaunchSecurity) *option.Option {
	t := &s.TDX
	o := option.NewObject("tdx-guest", securityID, s.Type.Ref()).
		UintVal("attributes", s.Policy).
		StrVal("mrconfigid", t.MRConfigID).
		StrVal("mrowner", t.MROwner).
		StrVal("mrownerconfig", t.MROwnerConfig)
	if t.QuoteWanted.V() {
		refs := []source.Ref{t.QuoteWanted.Ref(), t.QuoteSocket.Ref()}
		o.Add("quote-generation-socket", option.Object(
			option.P("type", option.String("unix"), refs...),
			option.P("path", option.String(t.QuoteSocket.V()), refs...),
		), refs...)
	}
	return o
}
