package domain

// Shmem is to be filled in by its family.
type Shmem struct{ Device }
