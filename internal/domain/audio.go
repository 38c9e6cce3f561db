package domain

// Sound is to be filled in by its family.
type Sound struct{ Device }

// Audio is to be filled in by its family.
type Audio struct{}
