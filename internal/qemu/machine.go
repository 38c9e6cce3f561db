package qemu

import (
	"slices"
	"strings"
)

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
	ACPI         bool   // has ACPI, which can be turned off
}

// board is a machine type, or what all versions of a family have in common.
type board struct {
	on        arches
	name      string // of a family: what comes before the version
	alias     string // what the newest of a family is called as well
	since     release
	until     release
	maxCPUs   uint64
	cpu       string // QOM type of the CPU without its "-ARCH-cpu"
	ramID     string
	qualities quality
}

// quality is a set of yes-no facts of a machine.
type quality uint8

const (
	isDefault quality = 1 << iota
	hotplugCPUs
	numaMem
	hasACPI
	vendors // distributions add versions of their own, such as pc-q35-rhel9.4.0 or pc-i440fx-noble
)

func (b *board) span() span { return span{b.since, b.until, b.on} }

func (b *board) machine(t *Target, name string) Machine {
	return Machine{
		Name:         name,
		Alias:        b.alias,
		Default:      b.qualities&isDefault != 0,
		MaxCPUs:      b.maxCPUs,
		HotplugCPUs:  b.qualities&hotplugCPUs != 0,
		DefaultCPU:   t.Arch.cpuType(b.cpu),
		DefaultRAMID: b.ramID,
		NUMAMem:      b.qualities&numaMem != 0,
		ACPI:         b.qualities&hasACPI != 0,
	}
}

// cpuType is the QOM type of the CPU model model, "" where there is no model.
func (a Arch) cpuType(model string) string {
	switch {
	case model == "":
		return ""
	case model == pcCPU && a == I686:
		model = pcCPU32
	case a == RISCV32:
		model = riscv32CPU(model)
	}
	return model + "-" + a.qomCPU() + "-cpu"
}

// riscv32CPU is the 32-bit sister of a 64-bit CPU model.
func riscv32CPU(model string) string {
	switch model {
	case "rv64":
		return "rv32"
	case "sifive-e51":
		return "sifive-e31"
	case "sifive-u54":
		return "sifive-u34"
	}
	return model
}

// qomCPU is what QEMU calls a in the QOM types of CPUs (TARGET_CPU_TYPE).
func (a Arch) qomCPU() string {
	switch a {
	case I686:
		return "i386"
	case AArch64, ARMv6L, ARMv7L, ARMv7B:
		return "arm"
	case PPC:
		return "powerpc"
	case PPC64, PPC64LE:
		return "powerpc64"
	case RISCV32, RISCV64:
		return "riscv"
	case LoongArch64:
		return "loongarch"
	}
	return string(a)
}

// machine finds name, an alias or not, among the machines of t.
func machine(t *Target, name string) (Machine, bool) {
	if b := boardOf(t, name); b != nil {
		return b.machine(t, b.name), true
	}
	for i := range families {
		if m, ok := families[i].machine(t, name); ok {
			return m, true
		}
	}
	return Machine{}, false
}

// boardOf is the board of t called name, nil where there is none.
func boardOf(t *Target, name string) *board {
	for _, table := range [...][]board{boards[:], armBoards[:], powerBoards[:]} {
		for i := range table {
			if b := &table[i]; (b.name == name || b.alias != "" && b.alias == name) && b.span().holds(t) {
				return b
			}
		}
	}
	for i := range otherBoards {
		if o := &otherBoards[i]; o.arch == t.Arch && o.name == name && o.span().holds(t) {
			return &o.board
		}
	}
	return nil
}

// LacksMachine tells whether name is a machine that QEMU has for other guests or in
// other releases, and not for t. Of names that no table holds, nothing is known.
func (t *Target) LacksMachine(name string) bool {
	if _, ok := t.Machine(name); ok {
		return false
	}
	for _, table := range [...][]board{boards[:], armBoards[:], powerBoards[:]} {
		if slices.ContainsFunc(table, func(b board) bool { return b.name == name }) {
			return true
		}
	}
	if slices.ContainsFunc(otherBoards[:], func(o otherBoard) bool { return o.name == name }) {
		return true
	}
	return slices.ContainsFunc(families[:], func(f family) bool { return f.mayHave(name) })
}

// Sibling is what t calls the newest machine of the family that name is some
// version of, such as q35 for pc-q35-20.0; ok is false where there is none.
func (t *Target) Sibling(name string) (alias string, ok bool) {
	if t.Arch.IsX86() && hasAnyPrefix(name, "rhel5.", "rhel6.") { // what these releases called pc-i440fx-
		return "pc", true
	}
	for i := range families {
		f := &families[i]
		version, found := strings.CutPrefix(name, f.name)
		if !found || version == "" || f.alias == "" || !f.span().holds(t) {
			continue
		}
		if _, err := ParseVersion(strings.TrimSuffix(version, sxxm)); err == nil || f.isVendors(version) {
			return f.alias, true
		}
	}
	return "", false
}

// family is a machine type that has a version for each release of QEMU.
type family struct {
	board
	first release // the oldest version; the family is as old
	vary  func(m *Machine, version release)
}

// machine is the member of f called name, by its alias or its version.
func (f *family) machine(t *Target, name string) (Machine, bool) {
	if !f.span().holds(t) {
		return Machine{}, false
	}
	newest := t.Version.machine()
	if name == f.alias {
		name = f.name + newest.short()
	}
	version, ok := strings.CutPrefix(name, f.name)
	if !ok || version == "" {
		return Machine{}, false
	}
	if f.isVendors(version) {
		known := t.Vendor == "" || t.Vendor == machineVendor(version)
		return f.member(t, name, newest.release(), false), known
	}
	v, err := ParseVersion(strings.TrimSuffix(version, sxxm))
	if err != nil || !f.has(t, v.release()) {
		return Machine{}, false
	}
	return f.member(t, name, v.release(), v == newest), true
}

// mayHave tells whether name is the alias of f, or a version that some release of
// QEMU has.
func (f *family) mayHave(name string) bool {
	version, ok := strings.CutPrefix(name, f.name)
	if name == f.alias || !ok {
		return name == f.alias && name != ""
	}
	v, err := ParseVersion(strings.TrimSuffix(version, sxxm))
	return err == nil && v.release() >= f.first && v.release().isMajorMinor()
}

// isVendors tells whether version, which is not empty, can only be a vendor's.
func (f *family) isVendors(version string) bool {
	return f.qualities&vendors != 0 && version[0] >= 'a' && version[0] <= 'z'
}

// sxxm ends the names of the pseries machines with mitigations by default.
const sxxm = "-sxxm"

// has tells whether version is still, or already, in t.
func (f *family) has(t *Target, version release) bool {
	return version >= f.first && version <= t.Version.release() &&
		(version.isMajorMinor() || f.name == "pc-q35-" && version == q35With401) && !expired(t, f, version)
}

func (f *family) member(t *Target, name string, version release, newest bool) Machine {
	m := f.board.machine(t, name)
	if !newest {
		m.Alias, m.Default = "", false
	}
	m.NUMAMem = m.NUMAMem && version < v5_1
	m.Deprecated = deprecated(t, f, version)
	if f.vary != nil {
		f.vary(&m, version)
	}
	return m
}

// machine is the version that the newest machines of v's release have.
func (v Version) machine() Version { return Version{Major: v.Major, Minor: v.Minor} }
