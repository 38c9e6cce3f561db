package domain

import "github.com/qemuxml/qemuxml/internal/source"

// RNG is a random number generator, <rng>.
type RNG struct {
	Device
	Model   source.Val[string]
	Rate    RNGRate
	Backend RNGBackend
}

// RNGRate limits what the guest draws: Bytes every Period milliseconds.
type RNGRate struct {
	Bytes, Period source.Val[uint64]
}

// RNGBackend is where the randomness comes from.
type RNGBackend struct {
	Ref source.Ref
	// Model is random, egd or builtin.
	Model source.Val[string]
	// Path is the file of model random.
	Path source.Val[string]
	// Source is the character device of model egd.
	Source *CharSource
}
