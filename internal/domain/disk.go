package domain

// Disk is to be filled in by its family.
type Disk struct{ Device }

// ThrottleGroup is to be filled in by its family.
type ThrottleGroup struct{}
