package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Panic is what tells the host of a crash of the guest, <panic>.
type Panic struct {
	Device
	Model source.Val[string] // isa, pseries, hyperv, s390 or pvpanic
}
