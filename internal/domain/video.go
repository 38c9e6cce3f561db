package domain

// Video is to be filled in by its family.
type Video struct{ Device }
