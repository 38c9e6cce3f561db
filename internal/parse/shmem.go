package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func shmem(c Cursor) *domain.Shmem {
	s := &domain.Shmem{
		Device: device(c),
		Name:   c.Require("name"),
		Role:   c.Enum("role", "master", "peer"),
		Model:  c.Child("model").Enum("type", "ivshmem", "ivshmem-plain", "ivshmem-doorbell"),
		Size:   c.Child("size").Scaled(1),
	}
	if server := c.Child("server"); server.Ok() {
		s.Server = domain.ShmemServer{Ref: server.Ref(), Path: server.Str("path")}
	}
	if msi := c.Child("msi"); msi.Ok() {
		s.MSI = domain.ShmemMSI{Ref: msi.Ref(), Vectors: msi.UintMax("vectors", 1<<32-1), IOEventFD: msi.OnOff("ioeventfd")}
	}
	return s
}
