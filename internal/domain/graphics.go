package domain

// Graphics is to be filled in by its family.
type Graphics struct{}
