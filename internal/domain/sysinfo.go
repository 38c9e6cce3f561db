package domain

// Sysinfo is to be filled in by its family.
type Sysinfo struct{}
