package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Shmem is memory that guests share, <shmem>.
type Shmem struct {
	Device
	Name  source.Val[string]
	Role  source.Val[string] // master or peer
	Model source.Val[string] // ivshmem, ivshmem-plain, ivshmem-doorbell
	Size  source.Val[uint64] // bytes
	// Server is the socket of the ivshmem server.
	Server ShmemServer
	MSI    ShmemMSI
}

// ShmemServer is the <server> of a Shmem.
type ShmemServer struct {
	Ref  source.Ref // zero where there is none
	Path source.Val[string]
}

// ShmemMSI is the <msi> of a Shmem.
type ShmemMSI struct {
	Ref       source.Ref // zero where there is none
	Vectors   source.Val[uint64]
	IOEventFD source.Val[bool]
}
