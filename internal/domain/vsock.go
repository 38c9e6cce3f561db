package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Vsock is the host's and guest's common socket device, <vsock>.
type Vsock struct {
	Device
	Model source.Val[string]
	// CID is the guest's context ID; Auto leaves it to the host.
	CID  source.Val[uint64]
	Auto source.Val[bool]
}
