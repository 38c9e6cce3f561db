package domain

// Panic is to be filled in by its family.
type Panic struct{ Device }
