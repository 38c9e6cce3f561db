package domain

// Controller is to be filled in by its family.
type Controller struct{ Device }
