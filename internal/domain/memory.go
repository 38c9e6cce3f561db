package domain

// Memory is to be filled in by its family.
type Memory struct{}

// NUMATune is to be filled in by its family.
type NUMATune struct{}

// MemoryDevice is to be filled in by its family.
type MemoryDevice struct{ Device }
