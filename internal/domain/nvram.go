package domain

// NVRAMDevice is the non-volatile memory of a POWER guest, <nvram> among the
// devices.
type NVRAMDevice struct{ Device }
