package domain

// NVRAMDevice is to be filled in by its family.
type NVRAMDevice struct{ Device }
