package qemu

// The CPU and memory that most PCs have.
const (
	pcCPU = "qemu64"
	pcRAM = "pc.ram"
)

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
