package domain

// QEMUNamespace is to be filled in by its family.
type QEMUNamespace struct{}
