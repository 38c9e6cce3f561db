package parse

import "github.com/qemuxml/qemuxml/internal/domain"

// seclabels reads the <seclabel>s in c.
func seclabels(c Cursor) []*domain.Seclabel { return each(c, "seclabel", seclabel) }

func seclabel(c Cursor) *domain.Seclabel {
	return &domain.Seclabel{
		Ref:     c.Ref(),
		Type:    c.Enum("type", "none", "dynamic", "static"),
		Model:   c.Str("model"),
		Relabel: c.YesNo("relabel"),
		Label:   c.Child("label").Text(),
	}
}
