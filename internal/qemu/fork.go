package qemu

// Fork is which of the forks for KVM an emulator is: kvm-1 to kvm-88, then
// qemu-kvm 0.10 to 1.2, which QEMU 1.3 took in. The zero Fork is QEMU itself.
type Fork struct {
	KVM    bool
	Number int // of kvm-NN; 0 for qemu-kvm, which is newer than all of them
	// Assumed tells that nothing said so but the guest.
	Assumed bool
}

// AssumeFork takes t, of which only the release is known, for a fork where no
// other QEMU of that time ran guests by accelerator.
func (t *Target) AssumeFork(accelerator string) {
	if accelerator == "kvm" && !t.HasFlag("enable-kvm") {
		t.Fork = Fork{KVM: true, Assumed: true}
	}
}

// forkRow is a feature or switch that a fork had before QEMU, or alone.
type forkRow struct {
	name  string
	since int     // of kvm-NN, inclusive
	last  int     // of kvm-NN, inclusive; 0 where qemu-kvm has it too
	until release // of qemu-kvm
}

// forkTable lists them. Source: vl.c of the forks, and the rules by which
// libvirt 0.6.5 derived abilities from the number (qemudExtractVersionInfo).
var forkTable = [...]forkRow{
	{"drive.boot", 1, 0, v1_3},
	{"drive.virtio", 54, 0, v1_3},
	{"enable-nesting", 84, 0, v0_15},
	{"incoming.exec", 80, 0, v1_3},
	{"incoming.stdio", 1, 78, v0_10},
	{"incoming.tcp", 79, 0, v1_3},
	{"net.virtio", 54, 0, v1_3},
	{"no-kvm", 10, 0, v1_3},
	{"no-kvm-irqchip", 1, 0, v1_3},
	{"no-kvm-pit", 1, 0, v1_3},
	{"no-kvm-pit-reinjection", 79, 0, v1_3},
	{"pcidevice", 79, 0, v0_14},
	{"tap.vnet_hdr", 74, 0, v1_3},
	{"tdf", 1, 0, v1_3},
	{"vmchannel", 10, 70, v0_10},
}

// has tells whether the fork, of release r, has the feature or switch name.
func (f Fork) has(name string, r release) bool {
	if !f.KVM {
		return false
	}
	for _, row := range forkTable {
		if row.name == name {
			return row.holds(f, r)
		}
	}
	return false
}

func (r forkRow) holds(f Fork, at release) bool {
	if f.Number == 0 {
		return r.last == 0 && at < r.until
	}
	return f.Number >= r.since && (r.last == 0 || f.Number <= r.last)
}

// isForks tells whether name is of forkTable.
func isForks(name string) bool {
	for _, row := range forkTable {
		if row.name == name {
			return true
		}
	}
	return false
}
