package domain

// VCPU is to be filled in by its family.
type VCPU struct{}

// IOThreads is to be filled in by its family.
type IOThreads struct{}

// Tune is to be filled in by its family.
type Tune struct{}
