package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Memballoon is the memory balloon, <memballoon>.
type Memballoon struct {
	Device
	Model                          source.Val[string]
	Autodeflate, FreePageReporting source.Val[bool]
	StatsPeriod                    source.Val[uint64] // seconds
}
