package domain

// TPM is to be filled in by its family.
type TPM struct{ Device }
