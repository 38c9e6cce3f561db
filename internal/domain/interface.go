package domain

// Interface is to be filled in by its family.
type Interface struct{ Device }
