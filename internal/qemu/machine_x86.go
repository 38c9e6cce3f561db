package qemu

// The CPU and memory that most PCs have. The CPU is TARGET_DEFAULT_CPU_TYPE in
// QEMU's target/i386.
const (
	pcCPU   = "qemu64"
	pcCPU32 = "qemu32" // where qemu-system-i386 runs
	pcRAM   = "pc.ram"
)

// q35With401 is the one machine version that a point release brought.
const q35With401 release = 4_00_01

// varyQ35 limits the CPUs of older q35 machines.
func varyQ35(m *Machine, version release) {
	switch {
	case version < v2_8:
		m.MaxCPUs = 255
	case version < v8_1:
		m.MaxCPUs = 288
	case version < v9_0:
		m.MaxCPUs = 1024
	}
}
