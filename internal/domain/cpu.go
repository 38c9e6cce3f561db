package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The modes of a CPU.
const (
	CPUCustom          = "custom"
	CPUHostModel       = "host-model"
	CPUHostPassthrough = "host-passthrough"
	CPUMaximum         = "maximum"
)

// CPU is <cpu>, but for its NUMA cells.
type CPU struct {
	Ref  source.Ref
	Mode source.Val[string]
	// Match is minimum, exact or strict: whether the guest may see more than is
	// asked for. Check is none, partial or full: how far libvirt compares the
	// CPU with that of the host.
	Match, Check source.Val[string]

	Model    source.Val[string]
	Fallback source.Val[string] // allow or forbid: another model where the host lacks this one
	VendorID source.Val[string] // what the guest sees, 12 characters
	Vendor   source.Val[string] // of the host that the domain may run on

	// Migratable leaves out what can't be migrated, in the modes that pass the
	// host's CPU on.
	Migratable         source.Val[bool]
	DeprecatedFeatures source.Val[bool] // of host-model on s390

	Topology    CPUTopology
	Features    []CPUFeature
	Cache       CPUCache
	MaxPhysAddr MaxPhysAddr
}

// Named tells whether c says which CPU it is: a <cpu> may hold nothing but a
// topology.
func (c *CPU) Named() bool {
	return c.Model.IsSet() || c.Mode.IsSet() && c.Mode.V() != CPUCustom
}

// CPUTopology is <topology>: how many of each there are in the next larger one.
type CPUTopology struct {
	Ref                                     source.Ref
	Sockets, Dies, Clusters, Cores, Threads source.Val[uint64]
}

// CPUFeature is a <feature>; Policy is force, require, optional, disable or
// forbid.
type CPUFeature struct {
	Ref          source.Ref
	Name, Policy source.Val[string]
}

// CPUCache is <cache>: Mode is emulate, passthrough or disable.
type CPUCache struct {
	Ref   source.Ref
	Level source.Val[uint64]
	Mode  source.Val[string]
}

// MaxPhysAddr is <maxphysaddr>: how many bits a physical address has. Mode is
// emulate, with Bits of them, or passthrough, with at most Limit.
type MaxPhysAddr struct {
	Ref         source.Ref
	Mode        source.Val[string]
	Bits, Limit source.Val[uint64]
}
