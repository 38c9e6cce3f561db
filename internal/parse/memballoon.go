package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func memballoon(c Cursor) *domain.Memballoon {
	return &domain.Memballoon{
		Device:            device(c),
		Model:             c.mustEnum("model", "virtio", "virtio-transitional", "virtio-non-transitional", "xen", "none"),
		Autodeflate:       c.OnOff("autodeflate"),
		FreePageReporting: c.OnOff("freePageReporting"),
		StatsPeriod:       c.Child("stats").UintMax("period", 1<<31-1),
	}
}
