package domain

// Input is to be filled in by its family.
type Input struct{ Device }

// Hub is to be filled in by its family.
type Hub struct{ Device }
