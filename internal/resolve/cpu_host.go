package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hostPOWER names the CPU of a POWER host: QEMU calls it by its generation.
func (r *resolver) hostPOWER(rule string) {
	c := &r.dom.CPU
	c.Mode, c.Model = source.Default(rule, domain.CPUCustom), source.Default(rule, "POWER9")
	if r.Profile.HostModel {
		r.Diag.Note(source.Assumed, r.dom.Ref, "the host is assumed to be a POWER9")
	}
}

// hostIBMZ writes out the CPU of an IBM Z host, with the features that the XML
// has otherwise.
func (r *resolver) hostIBMZ() {
	const rule = "assumed: CPU of the host"
	c := &r.dom.CPU
	if !r.Profile.HostModel || !r.dom.HostCPU() || c.Mode.V() != domain.CPUHostModel {
		return
	}
	host, known := r.Target.IBMZ()
	if !known {
		return
	}
	r.Diag.Warn(source.Assumed, source.First(c.Ref, r.dom.Ref), "libvirt writes out the features of the host's CPU, which are not known here; the host is assumed to be a z16")
	given := c.Features
	c.Mode, c.Model, c.Features = source.Of(domain.CPUCustom, c.Mode.Ref()), source.Default(rule, host.Model), nil
	for _, name := range host.Features {
		f := domain.CPUFeature{Name: source.Default(rule, name), Policy: source.Default(rule, "require")}
		if source.Is(c.DeprecatedFeatures, false) && slices.Contains(host.Deprecated, name) {
			f.Policy = source.Of("disable", c.DeprecatedFeatures.Ref())
		}
		if at := slices.IndexFunc(given, func(f domain.CPUFeature) bool { return f.Name.V() == name }); at >= 0 {
			f = given[at]
			given = slices.Delete(given, at, at+1)
		}
		c.Features = append(c.Features, f)
	}
	c.Features = append(c.Features, given...)
}
