package domain

// Watchdog is to be filled in by its family.
type Watchdog struct{ Device }
