package domain

// Smartcard is to be filled in by its family.
type Smartcard struct{ Device }
