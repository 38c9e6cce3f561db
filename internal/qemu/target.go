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

	overrides map[Feature]bool
}

// Has tells whether the target has feature f.
func (t *Target) Has(f Feature) bool {
	if has, ok := t.overrides[f]; ok {
		return has
	}
	return has(t, f)
}

// Override has the target taken to have feature f, or to lack it, whatever its
// release says. It does nothing and returns false where there is no such
// feature.
func (t *Target) Override(f Feature, has bool) bool {
	if !known(f) {
		return false
	}
	if t.overrides == nil {
		t.overrides = map[Feature]bool{}
	}
	t.overrides[f] = has
	return true
}

// Machine is the machine type called name, an alias or not; ok is false where
// the target's tables don't hold it.
func (t *Target) Machine(name string) (m Machine, ok bool) { return machine(t, name) }
