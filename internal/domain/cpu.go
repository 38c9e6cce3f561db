package domain

// CPU is to be filled in by its family.
type CPU struct{}
