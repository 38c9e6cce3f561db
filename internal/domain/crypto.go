package domain

// Crypto is to be filled in by its family.
type Crypto struct{ Device }
