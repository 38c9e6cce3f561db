package domain

// CharDevice is to be filled in by its family.
type CharDevice struct{ Device }

// CharSource is the host side of a character device.
type CharSource struct{}
