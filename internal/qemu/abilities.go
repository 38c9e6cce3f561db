package qemu

import "strings"

// Abilities is what an emulator can do, as it says itself.
type Abilities struct {
	// Arch is the architecture of its guests, as QEMU calls it; "" where it doesn't
	// say.
	Arch string
	// Machines and Devices are names, with other names for the same.
	Machines, Devices []string
	// Aliases are the other names of machines, and what they stand for.
	Aliases map[string]string
	// Accelerators are those that it was built with; whether this host lets it
	// use them is another matter. None where it doesn't say.
	Accelerators []string
	// CPUs are the names of CPU models.
	CPUs []string
	// Objects are the types that -object takes.
	Objects []string
}

// ParseDeviceList reads the names of devices, with other names for the same, out
// of what QEMU prints for info qdm and -device help: lines such as
//
//	name "e1000", bus PCI, alias "e1000-82540em", desc "Intel Gigabit Ethernet"
func ParseDeviceList(text string) []string {
	var names []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, `name "`) {
			continue
		}
		line, _, _ = strings.Cut(line, `, desc "`)
		for _, key := range []string{`name "`, `, alias "`} {
			if _, rest, ok := strings.Cut(line, key); ok {
				name, _, _ := strings.Cut(rest, `"`)
				names = append(names, name)
			}
		}
	}
	return names
}

// ParseAccelerators reads the accelerators out of what QEMU prints for -accel
// help, a name a line after a heading. Releases before 4.2 print all that there
// are in QEMU, not those of the binary: that says nothing.
func ParseAccelerators(text string) []string {
	_, list, ok := strings.Cut(text, "Accelerators supported in QEMU binary:")
	if !ok {
		return nil
	}
	return strings.Fields(list)
}
