package domain

// Vsock is to be filled in by its family.
type Vsock struct{ Device }
