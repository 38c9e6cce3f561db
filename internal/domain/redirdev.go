package domain

// Redirdev is to be filled in by its family.
type Redirdev struct{ Device }

// RedirFilter is to be filled in by its family.
type RedirFilter struct{}
