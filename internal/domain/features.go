package domain

// Features is to be filled in by its family.
type Features struct{}

// Keywrap is to be filled in by its family.
type Keywrap struct{}
