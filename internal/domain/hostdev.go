package domain

// Hostdev is to be filled in by its family.
type Hostdev struct{ Device }
