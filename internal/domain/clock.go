package domain

// Clock is to be filled in by its family.
type Clock struct{}

// PM is to be filled in by its family.
type PM struct{}
