package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func vsock(c Cursor) *domain.Vsock {
	cid := c.Child("cid")
	return &domain.Vsock{
		Device: device(c),
		Model:  c.Enum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		CID:    cid.UintMax("address", 1<<32-1),
		Auto:   cid.YesNo("auto"),
	}
}
