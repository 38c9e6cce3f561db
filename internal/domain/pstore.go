package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Pstore is where a guest keeps its last words, <pstore>.
type Pstore struct {
	Device
	Backend source.Val[string] // acpi-erst
	Path    source.Val[string]
	Size    source.Val[uint64] // KiB
}
