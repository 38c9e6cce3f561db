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

	// release and on are Version and Arch as the tables have them, once they were
	// asked for: a translation asks a thousand times.
	release release
	on      arches
	// overridden are the answers of Override.
	overridden map[Feature]bool
	machines   []machineAnswer // those of Machine
}

// where is the release and the architecture of t. They must not change any more
// once the tables were asked.
func (t *Target) where() (release, arches) {
	if t.on == 0 {
		t.release, t.on = t.Version.release(), t.Arch.set()
	}
	return t.release, t.on
}

// ForArch is the same release built for another architecture, with nothing
// overridden.
func (t *Target) ForArch(a Arch) *Target {
	return &Target{Version: t.Version, Arch: a, KQEMU: t.KQEMU, Fork: t.Fork, AssumedVersion: t.AssumedVersion}
}

type machineAnswer struct {
	name    string
	machine Machine
	ok      bool
}

// Has tells whether the target has feature f.
func (t *Target) Has(f Feature) bool {
	if t.overridden != nil {
		if answer, ok := t.overridden[f]; ok {
			return answer
		}
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
	if t.overridden == nil {
		t.overridden = map[Feature]bool{}
	}
	t.overridden[f] = has
	return true
}

// Machine is the machine type called name, an alias or not; ok is false where
// the target's tables don't hold it.
func (t *Target) Machine(name string) (m Machine, ok bool) {
	for i := range t.machines {
		if a := &t.machines[i]; a.name == name {
			return a.machine, a.ok
		}
	}
	m, ok = machine(t, name)
	t.machines = append(t.machines, machineAnswer{name, m, ok})
	return m, ok
}
