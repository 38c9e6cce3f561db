package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// seclabels refuses security labels that contradict each other or themselves.
// Source: virSecurityLabelDefParseXML, virSecurityLabelDefsParseXML.
func (r *resolver) seclabels() {
	r.distinctModels(r.dom.Seclabels)
	for _, l := range r.dom.Seclabels {
		switch {
		case source.Is(l.Type, "static") && !l.Label.IsSet():
			r.Diag.Error(source.MissingValue, l.Ref, "a static security label needs a <label>")
		case source.Is(l.Type, "dynamic") && source.Is(l.Relabel, false):
			r.Diag.Error(source.Conflict, l.Relabel.Ref(), "a dynamic security label means that files are relabelled").Accounting(l.Type.Ref())
		case source.Is(l.Type, "none") && source.Is(l.Relabel, true):
			r.Diag.Error(source.Conflict, l.Relabel.Ref(), "no security label means that no files are relabelled").Accounting(l.Type.Ref())
		}
	}
	for _, d := range r.dom.Devices.Disks {
		for s := d.Source; !s.IsEnd(); s = s.Backing {
			r.imageSeclabels(s)
		}
	}
}

// distinctModels refuses two labels of one security model, and one of several
// that names none.
func (r *resolver) distinctModels(labels []*domain.Seclabel) {
	seen := map[string]bool{}
	for _, l := range labels {
		model := l.Model.V()
		switch {
		case len(labels) > 1 && !l.Model.IsSet():
			r.Diag.Error(source.MissingValue, l.Ref, "one of several security labels names no model")
		case seen[model]:
			r.Diag.Error(source.Duplicate, source.First(l.Model.Ref(), l.Ref), "there is a label of the security model %q already", model)
		}
		seen[model] = true
	}
}

// imageSeclabels checks the labels of one image, which override the domain's.
// Source: virSecurityDeviceLabelDefParseXML, virSecurityDeviceLabelDefValidate.
func (r *resolver) imageSeclabels(s *domain.StorageSource) {
	r.distinctModels(s.Seclabels)
	for _, l := range s.Seclabels {
		switch {
		case !l.Model.IsSet():
			r.refuse("it labels nothing", source.MissingValue, l.Ref, "a security label of an image names no model")
		case source.Is(l.Relabel, false) && l.Label.IsSet():
			r.Diag.Error(source.Conflict, l.Label.Ref(), "a label is given, but relabel is off").Accounting(l.Relabel.Ref())
		case source.Is(l.Relabel, true) && !l.Label.IsSet():
			r.Diag.Error(source.MissingValue, l.Ref, "relabel is on, but no label is given")
		}
		for _, whole := range r.dom.Seclabels {
			if whole.Model.V() == l.Model.V() && !relabels(whole) {
				r.Diag.Error(source.Conflict, l.Ref, "an image has its own label, but the domain's files are not relabelled").Accounting(whole.Ref)
			}
		}
	}
}

// relabels tells whether files are labelled for a domain with label l: unless
// it says otherwise, where the label is made for the domain.
func relabels(l *domain.Seclabel) bool {
	return l.Relabel.Or("default: relabel", !source.Is(l.Type, "static") && !source.Is(l.Type, "none")).V()
}
