package domain

// Pstore is to be filled in by its family.
type Pstore struct{ Device }
