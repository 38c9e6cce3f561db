package qemu

// RemovedCPUFeatures are the features that the CPU called model once had and
// has no more. Libvirt turns them off by name, lest an older machine type bring
// them back (virCPUx86Update). Source: what libvirt's CPU map marks as removed;
// the versions of a model (-v1) say all by themselves.
func (a Arch) RemovedCPUFeatures(model string) []string {
	if !a.IsX86() {
		return nil
	}
	switch model {
	case "Cascadelake-Server", "Cascadelake-Server-noTSX",
		"Skylake-Client", "Skylake-Client-IBRS", "Skylake-Client-noTSX-IBRS",
		"Skylake-Server", "Skylake-Server-IBRS", "Skylake-Server-noTSX-IBRS":
		return []string{"mpx"}
	case "Icelake-Client", "Icelake-Client-noTSX":
		return []string{"intel-pt"}
	case "Icelake-Server", "Icelake-Server-noTSX":
		return []string{"intel-pt", "mpx"}
	case "Dhyana", "EPYC", "EPYC-IBPB", "Opteron_G3":
		return []string{"monitor"}
	}
	return nil
}
