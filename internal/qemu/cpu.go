package qemu

import (
	"slices"
	"strings"
)

// CheckCPU tells what is wrong with -cpu model on t. Nothing is known of models
// that no table holds, so nothing is wrong with them.
func (t *Target) CheckCPU(model string) (l Lack, ok bool) {
	rows := rowsOf(cpuModels, model)
	if rows == nil && t.Arch.IsX86() && isVersioned(model) {
		rows = versionedModels
	}
	if rows == nil || anyHolds(rows, t) {
		return Lack{}, true
	}
	return lackOf(rows, t, "-cpu "+model, ""), false
}

// CPUModels are the names that -cpu of t takes, as far as they are known and
// without their versions (-v2).
func (t *Target) CPUModels() []string {
	var names []string
	for _, r := range cpuModels {
		if r.span().holds(t) {
			names = append(names, r.name)
		}
	}
	return names
}

// LacksCPU tells whether no QEMU has a CPU called model. Only the PC's are all
// in the table.
func (t *Target) LacksCPU(model string) bool {
	if isVersioned(model) {
		model = model[:strings.LastIndex(model, "-v")]
	}
	return t.Arch.IsX86() && rowsOf(cpuModels, model) == nil
}

// versionedModels is the span of the -vN forms of all x86 models.
var versionedModels = []row{{"", v4_1, still, onX86}}

func isVersioned(model string) bool {
	_, version, ok := strings.Cut(model, "-v")
	return ok && version != "" && strings.Trim(version, "0123456789") == ""
}

// DefaultCPU is the CPU model that a domain gets which names none: what
// QEMU itself would take, in libvirt's word for it. It is "" where the CPU is
// left to QEMU: its default says something of a guest without TCG only for the
// PC, POWER and IBM Z (libvirt's virQEMUCapsGetMachineDefaultCPU).
//
// "host" for POWER stands for the generation of the host, which libvirt prints
// in its place (POWER9).
func (t *Target) DefaultCPU(machine string, tcg bool) string {
	m, ok := t.Machine(machine)
	switch {
	case !ok:
		return ""
	case !tcg && (t.Arch.IsPPC64() || t.Arch.IsS390()):
		return "host"
	case !tcg && !t.Arch.IsX86():
		return ""
	}
	return t.Arch.cpuModel(m.DefaultCPU)
}

// cpuModel is the model that libvirt finds for the QOM type qomType.
func (a Arch) cpuModel(qomType string) string {
	model := strings.TrimSuffix(qomType, "-"+a.qomCPU()+"-cpu")
	switch {
	case !a.HasCPUModels():
		return ""
	case a.IsPPC64():
		return powerModel(model)
	}
	return model
}

// HasCPUModels tells whether libvirt has a CPU driver for a.
func (a Arch) HasCPUModels() bool {
	switch a.set() {
	case onX86, onAArch64, onARM, onS390, onPPC64, onLoong:
		return true
	case onRISCV:
		return a == RISCV64
	}
	return false
}

// unmappedCPUs are QEMU's models that libvirt 11.3 has no description of.
var unmappedCPUs = []string{
	"ClearwaterForest", "ClearwaterForest-v1", "SierraForest-v2", "YongFeng", "YongFeng-v1", "YongFeng-v2", "base",
	"host", "max",
}

// mappedPowers are the POWER models that libvirt has names of its own for.
var mappedPowers = []string{"POWER7", "POWER8", "POWER9", "POWER10"}

// MapsCPU tells whether libvirt can describe the CPU called model. Of POWER, it
// takes its own names and those that QEMU alone has, which are in lower case
// (virCPUTranslate).
func (t *Target) MapsCPU(model string) bool {
	switch {
	case t.Arch.IsX86():
		return !slices.Contains(unmappedCPUs, model)
	case t.Arch.IsPPC64():
		return slices.Contains(mappedPowers, model) || model == strings.ToLower(model) && model != "max" && model != "host" &&
			!slices.Contains(mappedPowers, strings.ToUpper(model))
	}
	return t.Arch.HasCPUModels()
}

// powerModel is the first alias of QEMU's table (target/ppc/cpu-models.c) that
// leads to the model, since query-cpu-definitions tells the QOM types of aliases
// only; "" where it has none.
func powerModel(model string) string {
	switch model {
	case "604":
		return "ppc"
	case "970fx_v3.1":
		return "ppc64"
	case "power10_v2.0":
		return "POWER10"
	case "power9_v2.0":
		return "POWER9"
	case "power8_v2.0":
		return "POWER8"
	case "power7_v2.3":
		return "POWER7"
	case "7400_v2.9":
		return "g4"
	case "7457_v1.2":
		return "apollo7"
	case "750_v3.1":
		return "g3"
	case "460exb":
		return "460ex"
	case "440epb":
		return "440ep"
	}
	return ""
}
