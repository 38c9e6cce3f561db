package qemu

// Machine is a machine type of a target.
type Machine struct {
	Name         string // canonical, such as pc-i440fx-10.0
	Alias        string // such as pc; "" where it has none
	Default      bool   // what QEMU itself takes for its architecture
	Deprecated   bool
	MaxCPUs      uint64
	HotplugCPUs  bool
	DefaultCPU   string // QOM type, such as qemu64-x86_64-cpu; "" unknown
	DefaultRAMID string // id of its memory backend, such as pc.ram; "" unknown
	NUMAMem      bool   // takes -numa node,mem=
	ACPI         bool   // can be told acpi=
}

func machine(t *Target, name string) (Machine, bool) { return Machine{}, false }
