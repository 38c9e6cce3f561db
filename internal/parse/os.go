package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func os(c Cursor) domain.OS {
	t := c.Child("type")
	return domain.OS{Ref: c.Ref(), Type: t.Text(), Arch: t.Str("arch"), Machine: t.Str("machine")}
}
