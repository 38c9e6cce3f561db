package domain

// Filesystem is to be filled in by its family.
type Filesystem struct{ Device }
