package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Crypto is a device that encrypts for the guest, <crypto>.
type Crypto struct {
	Device
	Model   source.Val[string] // virtio
	Type    source.Val[string] // qemu
	Backend CryptoBackend
}

// CryptoBackend is what does the work of a Crypto.
type CryptoBackend struct {
	Ref    source.Ref
	Model  source.Val[string] // builtin or lkcf
	Queues source.Val[uint64]
}
