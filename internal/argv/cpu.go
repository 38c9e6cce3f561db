package argv

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// cpu is the CPU: its model and features, then what the guest sees of the
// hypervisor through it.
func (b *builder) cpu() []*option.Option {
	if !b.Target.Has("cpu") && !b.dom.CPU.Mode.IsSet() {
		return nil
	}
	seen := option.New("cpu")
	b.cpuTimers(seen)
	b.cpuParavirtual(seen)
	b.hyperV(seen)
	b.hyperVCrash(seen)
	b.kvmFeatures(seen)
	b.pmu(seen)
	b.cpuCache(seen)
	b.physBits(seen)
	o := b.cpuModel(len(seen.Params) > 0)
	if o == nil {
		return nil
	}
	o.Params = append(o.Params, seen.Params...)
	return []*option.Option{o}
}

// cpuModel is the -cpu with the model and its features, nil where the choice is
// QEMU's. needed tells that there is something to add, which can't stand
// without a model.
func (b *builder) cpuModel(needed bool) *option.Option {
	c := &b.dom.CPU
	switch {
	case !c.Mode.IsSet() && !needed:
		return nil
	case !c.Mode.IsSet():
		return b.unnamedCPU()
	case c.Mode.Ref().Rule() != "" && (!c.Model.IsSet() || c.Model.Ref().Rule() != "") && !b.restatesCPU(needed):
		return nil
	}
	o := option.New("cpu", c.Ref)
	switch c.Mode.V() {
	case domain.CPUCustom:
		o.Str("model", c.Model.V(), c.Model.Ref(), c.Mode.Ref(), c.Match.Ref())
		b.checkMatch()
	case domain.CPUHostModel:
		b.hostModel(o)
	case domain.CPUHostPassthrough:
		o.Str("model", "host", c.Mode.Ref())
		b.hostVariant(o)
	case domain.CPUMaximum:
		o.Str("model", "max", c.Mode.Ref())
		b.hostVariant(o)
	}
	o.StrVal("vendor", c.VendorID)
	b.cpuFeatures(o)
	b.removedFeatures(o)
	return o
}

// removedFeatures turns off what the model has lost, unless the XML speaks of it.
func (b *builder) removedFeatures(o *option.Option) {
	c := &b.dom.CPU
	if !b.Profile.QEMUDefaults || !source.Is(c.Mode, domain.CPUCustom) {
		return
	}
	for _, name := range b.Target.Arch.RemovedCPUFeatures(c.Model.V()) {
		if !slices.ContainsFunc(c.Features, func(f domain.CPUFeature) bool { return f.Name.V() == name }) {
			b.cpuFlag(o, name, false, source.Rule("default: features that the CPU model has lost"))
		}
	}
}

// unnamedCPU is a CPU for a guest whose machine is not known to have any.
// Libvirt gives up there.
func (b *builder) unnamedCPU() *option.Option {
	if b.Profile.QEMUDefaults {
		b.Diag.Error(source.Invalid, b.dom.Ref, "what is said of the CPU can't stand without its model").WithHint("add <cpu mode='maximum'/>, or host-passthrough with KVM")
	}
	return option.New("cpu").Str("model", b.bestCPU(), source.Rule("default: the best CPU there is"))
}

// restatesCPU tells whether the CPU that QEMU takes anyway is written. Releases
// that did not tell which that is, libvirt left alone.
func (b *builder) restatesCPU(needed bool) bool {
	return needed || b.Profile.QEMUDefaults && b.Target.Has("query-machines.default-cpu-type")
}

// bestCPU is the CPU for a guest about whose CPU nothing is known.
func (b *builder) bestCPU() string {
	if b.dom.HostCPU() {
		return "host"
	}
	return "max"
}

// checkMatch speaks of a CPU that is to have more than its model, which rests
// on the host.
func (b *builder) checkMatch() {
	if m := b.dom.CPU.Match; m.V() == "minimum" {
		b.Diag.Warn(source.Replaced, m.Ref(), "the guest gets the CPU model, without what the host has beyond it").
			WithHint("use mode='host-passthrough' for all that the host has")
	}
}

// hostVariant adds to the CPU of the host, or the best one that can be
// emulated, what it comes with.
func (b *builder) hostVariant(o *option.Option) {
	c := &b.dom.CPU
	if b.Target.Arch == qemu.ARMv7L && strings.Contains(b.dom.Devices.Emulator.V(), "aarch64") {
		o.OnOff("aarch64", false, b.dom.OS.Arch.Ref(), b.dom.Devices.Emulator.Ref())
	}
	if b.Target.Has("cpu.migratable") {
		b.restate(o, "migratable", c.Migratable)
	}
}

// restate adds v under key, as the word on or off; a value that is QEMU's own
// default only where those are written out.
func (b *builder) restate(o *option.Option, key string, v source.Val[bool]) {
	if v.Ref().Rule() == "" || b.Profile.QEMUDefaults {
		o.OnOffVal(key, v)
	}
}

// hostModel names the model that is like the host's CPU. Libvirt writes out
// that model and its features, which QEMU told it; POWER alone takes the host's
// CPU, made to look like an older one.
func (b *builder) hostModel(o *option.Option) {
	c := &b.dom.CPU
	switch {
	case b.Target.Arch.IsPPC64():
		o.Str("model", "host", c.Mode.Ref())
		if !b.maxCPUCompat() {
			o.StrVal("compat", c.Model)
		}
		return
	case b.dom.HostCPU():
		o.Str("model", "host", c.Mode.Ref())
		b.sayHostModel("host")
	default:
		o.Str("model", "max", c.Mode.Ref())
		b.sayHostModel("max")
	}
	b.dropDeprecated(o)
	if b.Target.Has("cpu.migratable") && b.Profile.QEMUDefaults {
		o.OnOff("migratable", true, source.Rule("default: only what can be migrated"))
	}
}

// dropDeprecated takes away the features that newer processors of IBM Z lack.
func (b *builder) dropDeprecated(o *option.Option) {
	v := b.dom.CPU.DeprecatedFeatures
	host, known := b.Target.IBMZ()
	if !known || !source.Is(v, false) {
		return
	}
	for _, name := range host.Deprecated {
		b.cpuFlag(o, name, false, v.Ref())
	}
}

// sayHostModel says what stands in for the model of the host.
func (b *builder) sayHostModel(instead string) {
	mode := b.dom.CPU.Mode
	ref := mode.Ref()
	if ref.Rule() != "" {
		ref = b.dom.Ref
	}
	if b.Profile.HostModel {
		b.Diag.Warn(source.Derived, ref, "libvirt writes out the features of the host's CPU, which are not known here; %s stands in for them", instead)
		return
	}
	b.Diag.Note(source.Replaced, ref, "the CPU %s stands in for a model of the host's", instead)
}

// maxCPUCompat tells whether -machine says which older CPU of POWER the host's
// is made to look like.
func (b *builder) maxCPUCompat() bool {
	return qemu.IsPSeries(b.dom.OS.Machine.V(), b.Target.Arch) && b.Target.Has("machine.pseries.max-cpu-compat")
}

// cpuFeatures adds the features that the model is to have or to lack.
func (b *builder) cpuFeatures(o *option.Option) {
	for i := range b.dom.CPU.Features {
		f := &b.dom.CPU.Features[i]
		if !b.Target.Arch.TakesCPUFeature(f.Name.V()) {
			b.Diag.Note(source.NotTranslated, f.Name.Ref(), "the CPU feature %s is not for QEMU to set", f.Name.V()).Accounting(f.Policy.Ref())
			continue
		}
		name, refs := b.Target.CPUFeature(f.Name.V()), []source.Ref{f.Name.Ref(), f.Policy.Ref()}
		switch f.Policy.V() {
		case "force", "require":
			b.cpuFlag(o, name, true, refs...)
		case "disable", "forbid":
			b.cpuFlag(o, name, false, refs...)
		case "optional":
			// QEMU leaves out what the host lacks, with a warning.
			b.Diag.Note(source.Assumed, f.Policy.Ref(), "the host is assumed to have the CPU feature %s", f.Name.V())
			b.cpuFlag(o, name, true, refs...)
		}
	}
}

// hasCPUProperties tells whether the features of CPUs are properties. Before they
// were, a sign or the bare name stood for them on x86.
func (b *builder) hasCPUProperties() bool {
	return !b.Target.Arch.IsX86() || b.Target.Has("cpu.properties")
}

// cpuFlag turns the CPU feature name on or off.
func (b *builder) cpuFlag(o *option.Option, name string, on bool, refs ...source.Ref) {
	switch {
	case b.hasCPUProperties():
		o.OnOff(name, on, refs...)
	case on:
		o.Str("", "+"+strings.ReplaceAll(name, "-", "_"), refs...)
	default:
		o.Str("", "-"+strings.ReplaceAll(name, "-", "_"), refs...)
	}
}

// cpuCache adds what the guest sees of the caches. The host's are passed
// through with the host's CPU, unless that is turned off.
func (b *builder) cpuCache(o *option.Option) {
	k := &b.dom.CPU.Cache
	refs := []source.Ref{k.Mode.Ref(), k.Level.Ref()}
	mode := b.dom.CPU.Mode.V()
	hosts := mode == domain.CPUHostPassthrough || mode == domain.CPUMaximum
	switch k.Mode.V() {
	case "emulate":
		o.OnOff("l3-cache", true, refs...)
		b.noHostCache(o, hosts, refs)
	case "passthrough":
		o.OnOff("host-cache-info", true, refs...).OnOff("l3-cache", false, refs...)
	case "disable":
		b.noHostCache(o, hosts, refs)
		o.OnOff("l3-cache", false, refs...)
	}
}

func (b *builder) noHostCache(o *option.Option, hosts bool, refs []source.Ref) {
	if hosts {
		o.OnOff("host-cache-info", false, refs...)
	}
}

// physBits adds how many bits a physical address has.
func (b *builder) physBits(o *option.Option) {
	a := &b.dom.CPU.MaxPhysAddr
	switch a.Mode.V() {
	case "passthrough":
		o.OnOff("host-phys-bits", true, a.Mode.Ref())
		if a.Limit.V() > 0 {
			o.UintVal("host-phys-bits-limit", a.Limit)
		}
	case "emulate":
		if a.Bits.V() > 0 {
			o.Uint("phys-bits", a.Bits.V(), a.Mode.Ref(), a.Bits.Ref())
			return
		}
		o.OnOff("host-phys-bits", false, a.Mode.Ref())
	}
}
