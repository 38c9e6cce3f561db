package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Panic is how a guest says that it has crashed, <panic>.
type Panic struct {
	Device
	// Model is isa, pseries, hyperv, s390 or pvpanic.
	Model source.Val[string]
}
