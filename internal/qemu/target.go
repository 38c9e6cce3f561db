package qemu

// Target is the QEMU to write for: a release, built for one guest architecture,
// and what is known of that very binary.
type Target struct {
	Version Version
	Arch    Arch
	// KQEMU tells whether the binary was built with kqemu, which only releases
	// to 0.11 can be.
	KQEMU bool
	// Fork is which of the forks for KVM the binary is.
	Fork Fork
	// AssumedVersion tells that nothing gave the version.
	AssumedVersion bool
}

// Has tells whether the target has feature f.
func (t *Target) Has(f Feature) bool { return has(t, f) }

// Machine is the machine type called name, an alias or not; ok is false where
// the target's tables don't hold it.
func (t *Target) Machine(name string) (m Machine, ok bool) { return machine(t, name) }
