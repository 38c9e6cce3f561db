package domain

// OS is to be filled in by its family.
type OS struct{}
