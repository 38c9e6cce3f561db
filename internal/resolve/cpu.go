package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (r *resolver) cpu() {
	c := &r.dom.CPU
	if len(c.Features) > 0 && !c.Named() {
		r.Diag.Error(source.MissingValue, c.Features[0].Ref, "CPU features need a <model> to add them to")
		return
	}
	r.defaultCPU()
	if c.Named() {
		c.Mode.SetDefault("default: CPU mode", domain.CPUCustom)
	}
	r.hostIBMZ()
	r.defaultMigratable()
	r.cpuFeatures()
	r.checkCPU()
}

// defaultCPU names the CPU of a domain that names none, as
// qemuDomainDefSetDefaultCPU does.
func (r *resolver) defaultCPU() {
	const rule = "default: the machine's CPU"
	c := &r.dom.CPU
	if c.Named() {
		return
	}
	model := r.emulated().DefaultCPU(r.dom.OS.Machine.V(), !r.dom.HostCPU())
	switch {
	case model == "":
		return
	case model != "host":
		c.Mode, c.Model = source.Default(rule, domain.CPUCustom), source.Default(rule, model)
	case r.Target.Arch.IsS390():
		c.Mode = source.Default(rule, domain.CPUHostModel)
	default:
		r.hostPOWER(rule)
	}
}

// emulated is the target as its emulator has it: one of 64 bits runs guests of
// 32 bits as well, and does not look which they are.
func (r *resolver) emulated() *qemu.Target {
	path := r.dom.Devices.Emulator.V()
	if r.Target.Arch != qemu.I686 || !strings.Contains(path, "x86_64") && !strings.Contains(path, "kvm") {
		return r.Target
	}
	return r.Target.ForArch(qemu.X86_64)
}

// defaultMigratable leaves out of the host's CPU what can't be migrated, where
// QEMU knows the difference. The CPU of the mode maximum stays as it is
// (qemuDomainDefCPUPostParse).
func (r *resolver) defaultMigratable() {
	c := &r.dom.CPU
	switch mode := c.Mode.V(); {
	case mode != domain.CPUHostPassthrough && mode != domain.CPUMaximum:
		if c.Migratable.IsSet() {
			r.Diag.Error(source.Invalid, c.Migratable.Ref(), "migratable is for the modes host-passthrough and maximum only")
		}
	case r.Target.Has("cpu.migratable"):
		if mode == domain.CPUHostPassthrough {
			c.Migratable.SetDefault("default: only what can be migrated", true)
		}
	case source.Is(c.Migratable, true):
		r.Diag.Error(source.NeedsQEMU, c.Migratable.Ref(), "this QEMU can't leave out what can't be migrated")
	}
}

// cpuFeatures completes the features, and refuses those that do not exist.
func (r *resolver) cpuFeatures() {
	c := &r.dom.CPU
	var known []string
	if len(c.Features) > 0 {
		known = r.Target.Arch.CPUFeatures()
	}
	for i := range c.Features {
		f := &c.Features[i]
		f.Policy.SetDefault("default: policy of a CPU feature", "require")
		r.checkFeatureName(f, known)
		if r.Target.Arch.IsS390() && f.Policy.V() != "require" && f.Policy.V() != "disable" {
			r.Diag.Error(source.Invalid, f.Policy.Ref(), "CPU features of s390x can be required or disabled, not %s", f.Policy.V())
		}
	}
	r.vectorLengths()
}

// checkFeatureName refuses f where its architecture has no such feature. known
// is nil where nothing is known of them.
func (r *resolver) checkFeatureName(f *domain.CPUFeature, known []string) {
	if known == nil {
		return
	}
	if slices.Contains(known, f.Name.V()) {
		if !r.Target.Arch.MapsCPUFeature(f.Name.V()) {
			r.refuse("QEMU gets it as it is", source.Invalid, f.Name.Ref(), "libvirt knows no CPU feature %q for %s", f.Name.V(), r.Target.Arch)
		}
		return
	}
	d := r.Diag.Error(source.UnknownValue, f.Name.Ref(), "unknown CPU feature %q for %s", f.Name.V(), r.Target.Arch)
	if near := source.Nearest(f.Name.V(), known); near != "" {
		d.WithHint("did you mean %q?", near)
	}
}

// vectorLengths turns on SVE where a length of its vectors is given.
func (r *resolver) vectorLengths() {
	c := &r.dom.CPU
	var sve, length *domain.CPUFeature
	for i := range c.Features {
		switch f := &c.Features[i]; {
		case f.Name.V() == "sve":
			sve = f
		case strings.HasPrefix(f.Name.V(), "sve") && r.Target.Arch.IsARM():
			length = f
		}
	}
	switch {
	case length == nil:
	case sve == nil:
		c.Features = append(c.Features, domain.CPUFeature{
			Ref: length.Ref, Name: source.Of("sve", length.Name.Ref()), Policy: source.Default("default: SVE where lengths are given", "require"),
		})
	case sve.Policy.V() == "disable" || sve.Policy.V() == "forbid":
		r.Diag.Error(source.Conflict, sve.Policy.Ref(), "SVE is off, but lengths of its vectors are given").Accounting(length.Name.Ref())
	default:
		sve.Policy = source.Of("require", sve.Policy.Ref())
	}
}

// checkCPU refuses what libvirt refuses (qemuValidateDomainDefCpu and
// virQEMUCapsIsCPUModeSupported).
func (r *resolver) checkCPU() {
	r.checkCPUMode()
	r.checkCPUModel()
	r.checkCPUCache()
	r.checkPhysAddr()
	r.checkGuestView()
}

// checkGuestView refuses what of the processor only other architectures let a
// guest do without, or have.
func (r *resolver) checkGuestView() {
	f := &r.dom.Features
	if f.APIC.EOI.IsSet() && !r.Target.Arch.IsX86() {
		r.Diag.Error(source.Invalid, f.APIC.EOI.Ref(), "%s guests have no APIC", r.Target.Arch)
	}
	if source.Is(f.PMU, false) && r.Target.Arch.IsPPC64() {
		r.Diag.Error(source.Invalid, f.PMU.Ref(), "%s guests always have performance counters", r.Target.Arch)
	}
}

// armHostModel refuses a model of the host's CPU, which is nearest to the CPU
// itself, and without KVM to the best that can be emulated.
func (r *resolver) armHostModel() {
	mode := domain.CPUMaximum
	if r.dom.HostCPU() {
		mode = domain.CPUHostPassthrough
	}
	ref := r.dom.CPU.Mode.Ref()
	r.refuse("the guest has mode "+mode, source.Invalid, ref, "there are no CPU models of ARM hosts").
		WithHint("use mode='host-passthrough' with KVM, 'maximum' without")
	r.dom.CPU.Mode = source.Of(mode, ref)
}

func (r *resolver) checkCPUMode() {
	mode := r.dom.CPU.Mode
	switch mode.V() {
	case domain.CPUHostPassthrough:
		if !r.dom.HostCPU() {
			r.refuse("it has all that QEMU can emulate", source.Invalid, mode.Ref(), "an emulated guest can't have the CPU of the host").
				WithHint("use <domain type='kvm'>, or mode='maximum' for all that QEMU can emulate")
			r.dom.CPU.Mode = source.Of(domain.CPUMaximum, mode.Ref())
		}
	case domain.CPUHostModel:
		if r.Target.Arch.IsARM() {
			r.armHostModel()
		}
	case domain.CPUMaximum:
		if !r.Target.Has("cpu-max") {
			r.Diag.Error(source.NeedsQEMU, mode.Ref(), "this QEMU has no maximum CPU")
		}
	}
}

func (r *resolver) checkCPUModel() {
	c := &r.dom.CPU
	if c.Mode.V() != domain.CPUCustom || c.Model.Ref().Rule() != "" {
		return
	}
	if lack, ok := r.Target.CheckCPU(c.Model.V()); !ok {
		r.Diag.Error(source.NeedsQEMU, c.Model.Ref(), "%s", lack.Why).WithHint("%s", lack.Hint)
		return
	}
	if r.Target.LacksCPU(c.Model.V()) {
		d := r.Diag.Error(source.UnknownValue, c.Model.Ref(), "QEMU has no CPU model %q for %s", c.Model.V(), r.Target.Arch)
		if near := source.Nearest(c.Model.V(), r.Target.CPUModels()); near != "" {
			d.WithHint("did you mean %q?", near)
		}
		return
	}
	if !r.Target.MapsCPU(c.Model.V()) {
		r.refuse("QEMU gets it as it is", source.Invalid, c.Model.Ref(), "libvirt knows no CPU model %q for %s", c.Model.V(), r.Target.Arch)
	}
}

func (r *resolver) checkCPUCache() {
	k := &r.dom.CPU.Cache
	if !k.Mode.IsSet() {
		return
	}
	mode := r.dom.CPU.Mode.V()
	switch {
	case !r.Target.Arch.IsX86():
		r.Diag.Error(source.Invalid, k.Ref, "%s guests can't be given CPU caches", r.Target.Arch)
	case k.Mode.V() == "emulate" && k.Level.V() != 3:
		r.Diag.Error(source.Invalid, k.Mode.Ref(), "only the cache of level 3 can be emulated").WithHint("add level='3'")
	case k.Mode.V() != "emulate" && k.Level.IsSet():
		r.Diag.Error(source.Invalid, k.Level.Ref(), "caches can be passed through or disabled all together only").WithHint("remove level")
	case k.Mode.V() == "passthrough" && mode != domain.CPUHostPassthrough && mode != domain.CPUMaximum:
		r.Diag.Error(source.Invalid, k.Mode.Ref(), "caches of the host need a CPU in mode host-passthrough or maximum")
	}
}

func (r *resolver) checkPhysAddr() {
	// What x86_cpu_realizefn of QEMU takes.
	const minBits, maxBits = 32, 52
	a := &r.dom.CPU.MaxPhysAddr
	switch {
	case !a.Mode.IsSet():
	case !r.Target.Arch.IsX86():
		r.Diag.Error(source.Invalid, a.Ref, "%s guests can't be given a size of physical addresses", r.Target.Arch)
	case a.Mode.V() == "passthrough" && a.Bits.IsSet():
		r.Diag.Error(source.Invalid, a.Bits.Ref(), "bits are the host's where maxphysaddr is passed through").WithHint("use limit, or mode='emulate'")
	case a.Bits.V() != 0 && (a.Bits.V() < minBits || a.Bits.V() > maxBits):
		r.Diag.Error(source.OutOfRange, a.Bits.Ref(), "physical addresses can't have %d bits", a.Bits.V()).WithHint("give %d to %d", minBits, maxBits)
	case a.Mode.V() == "emulate" && a.Limit.IsSet():
		r.refuse("it is left out", source.Invalid, a.Limit.Ref(), "only a maxphysaddr that is passed through has a limit").WithHint("use bits, or mode='passthrough'")
	}
}
