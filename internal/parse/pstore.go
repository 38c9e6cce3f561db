package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func pstore(c Cursor) *domain.Pstore {
	return &domain.Pstore{
		Device:  device(c),
		Backend: c.mustEnum("backend", "acpi-erst"),
		Path:    c.Child("path").Text(),
		Size:    c.Child("size").KiB(),
	}
}
