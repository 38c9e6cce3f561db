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
	// Vendor is who built the binary.
	Vendor Vendor
	// AssumedVersion tells that nothing gave the version.
	AssumedVersion bool

	// answers are those of Has, because a translation asks the same a thousand
	// times, and those of Override.
	answers  map[Feature]bool
	machines map[string]machineAnswer // those of Machine, for the same reason
}

// ForArch is the same release built for another architecture, with nothing
// overridden.
func (t *Target) ForArch(a Arch) *Target {
	return &Target{Version: t.Version, Arch: a, KQEMU: t.KQEMU, Fork: t.Fork, AssumedVersion: t.AssumedVersion}
}

type machineAnswer struct {
	machine Machine
	ok      bool
}

// Has tells whether the target has feature f. The release, the architecture and
// the fork must not change any more once it was asked.
func (t *Target) Has(f Feature) bool {
	answer, ok := t.answers[f]
	if !ok {
		answer = has(t, f)
		t.answer(f, answer)
	}
	return answer
}

func (t *Target) answer(f Feature, has bool) {
	if t.answers == nil {
		t.answers = map[Feature]bool{}
	}
	t.answers[f] = has
}

// Override has the target taken to have feature f, or to lack it, whatever its
// release says. It does nothing and returns false where there is no such
// feature.
func (t *Target) Override(f Feature, has bool) bool {
	if !known(f) {
		return false
	}
	t.answer(f, has)
	return true
}

// Machine is the machine type called name, an alias or not; ok is false where
// the target's tables don't hold it.
func (t *Target) Machine(name string) (m Machine, ok bool) {
	if a, asked := t.machines[name]; asked {
		return a.machine, a.ok
	}
	m, ok = machine(t, name)
	if t.machines == nil {
		t.machines = make(map[string]machineAnswer, 1)
	}
	t.machines[name] = machineAnswer{m, ok}
	return m, ok
}
