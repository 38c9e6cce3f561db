package argv

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// machine is -machine (-M) with its properties, in the order of
// qemuBuildMachineCommandLine.
func (b *builder) machine() []*option.Option {
	m := b.dom.OS.Machine
	if !m.IsSet() {
		return nil
	}
	o := option.New(b.machineFlag(), m.Ref(), b.dom.OS.Arch.Ref(), b.dom.OS.Type.Ref(), b.dom.Type.Ref()).StrVal("type", m)
	b.accelMachine(o)
	if b.Profile.Frame && b.Target.Has("machine-usb-opt") {
		// Some boards bring a USB controller of their own otherwise.
		o.OnOff("usb", false, frameRule())
	}
	b.machineFeatures(o)
	b.machinePSeries(o)
	b.machineMemory(o)
	b.securityMachine(o)
	b.pflashMachine(o)
	b.clockMachine(o)
	b.soundMachine(o)
	b.machineACPI(o)
	b.bootMachine(o)
	return []*option.Option{o}
}

// machineFlag is the switch that names the machine: -machine came with its
// properties.
func (b *builder) machineFlag() string {
	if b.Target.HasFlag("machine") {
		return "machine"
	}
	return "M"
}

// gic adds the version of ARM's interrupt controller. Libvirt thinks that the
// emulator of 32 bits can't be told, and always has version 2
// (qemuAppendDomainFeaturesMachineParam).
func (b *builder) gic(o *option.Option) {
	g := &b.dom.Features.GIC
	v, ok := g.Version.Get()
	switch {
	case !ok:
	case !b.Profile.Frame || b.Target.Arch != qemu.ARMv7L || strings.Contains(b.dom.Devices.Emulator.V(), "aarch64"):
		o.Str("gic-version", v, g.Wanted.Ref(), g.Version.Ref())
	case v == "2":
		o.Cite(g.Wanted.Ref(), g.Version.Ref())
	default:
		b.Diag.Error(source.Invalid, g.Version.Ref(), "libvirt tells no emulator of 32 bits the version of the interrupt controller").WithHint("remove the version, or use qemu-system-aarch64")
	}
}

// machineFeatures adds what <features> and <keywrap> decide, and the IOMMU that
// is part of a board.
func (b *builder) machineFeatures(o *option.Option) {
	f := &b.dom.Features
	o.Cite(f.Ref)
	o.OnOffVal("vmport", f.VMPort)
	o.OnOffVal("smm", f.SMM.State)
	o.OnOffVal("i8042", f.PS2)
	for _, c := range b.dom.Keywrap.Ciphers {
		o.OnOff(c.Name.V()+"-key-wrap", c.State.V(), c.Name.Ref(), c.State.Ref())
	}
	b.gic(o)
	b.iommuMachine(o)
	switch f.IOAPIC.V() {
	case "qemu":
		o.Str("kernel_irqchip", "split", f.IOAPIC.Ref())
	case "kvm":
		o.Str("kernel_irqchip", "on", f.IOAPIC.Ref())
	}
	o.OnOffVal("ras", f.RAS)
	o.StrVal("aia", f.AIA)
}

// machinePSeries adds what <features> says of POWER's paravirtual machine.
func (b *builder) machinePSeries(o *option.Option) {
	f := &b.dom.Features
	o.StrVal("resize-hpt", f.HPT.Resizing)
	if size, ok := f.HPT.MaxPageSize.Get(); ok {
		o.Str("cap-hpt-max-page-size", strconv.FormatUint(size, 10)+"k", f.HPT.MaxPageSize.Ref())
	}
	o.OnOffVal("cap-htm", f.HTM)
	o.OnOffVal("cap-nested-hv", f.NestedHV)
	o.OnOffVal("cap-ccf-assist", f.CCFAssist)
	o.StrVal("cap-cfpc", f.CFPC)
	o.StrVal("cap-sbbc", f.SBBC)
	o.StrVal("cap-ibs", f.IBS)
	if c := &b.dom.CPU; c.Mode.V() == domain.CPUHostModel && b.maxCPUCompat() {
		o.StrVal("max-cpu-compat", c.Model)
	}
}

// machineMemory adds what the machine does with guest memory.
func (b *builder) machineMemory(o *option.Option) {
	m := &b.dom.Memory
	switch dump := m.DumpCore; {
	case dump.IsSet():
		o.OnOffVal("dump-guest-core", dump)
	case b.Profile.Frame && b.Target.Has("dump-guest-core"):
		o.OnOffVal("dump-guest-core", b.Conf.Flag("dump_guest_core").Or("default: no guest memory in core dumps", false))
	}
	if source.Is(m.Backing.NoSharePages, true) {
		o.OnOff("mem-merge", false, m.Backing.NoSharePages.Ref())
	}
	for _, d := range b.dom.Devices.MemoryDevices {
		if source.Is(d.Model, domain.MemoryNVDIMM) {
			o.OnOff("nvdimm", true, d.Model.Ref())
			break
		}
	}
	if b.dom.NUMA.HMAT() {
		o.OnOff("hmat", true, b.hmatRefs()...)
	}
	if id, ok := b.mainMemory(); ok {
		o.Str("memory-backend", id, b.dom.Memory.Initial.Ref())
	}
}

// machineFacts is what is known of the machine. One that no table holds, such as
// a distribution's, is taken for the newest of its kind.
func (b *builder) machineFacts() qemu.Machine {
	name := b.dom.OS.Machine.V()
	if m, ok := b.Target.Machine(name); ok {
		return m
	}
	for _, kind := range []struct {
		alias string
		is    func(machine string, a qemu.Arch) bool
	}{
		{"q35", qemu.IsQ35},
		{"pc", qemu.IsI440FX},
		{"virt", qemu.IsVirt},
		{"pseries", qemu.IsPSeries},
		{"s390-ccw-virtio", qemu.IsS390CCW},
	} {
		if kind.is(name, b.Target.Arch) {
			m, _ := b.Target.Machine(kind.alias)
			return m
		}
	}
	return qemu.Machine{}
}

// machineACPI adds whether the guest gets ACPI tables, where the property
// exists; -no-acpi says it to older releases.
func (b *builder) machineACPI(o *option.Option) {
	acpi := b.dom.Features.ACPI
	switch {
	case !b.Target.Has("machine-acpi") || !b.machineFacts().ACPI:
	case source.Is(acpi, true):
		if !b.Profile.ShortMachine {
			o.OnOff("acpi", true, acpi.Ref())
			return
		}
		o.Cite(acpi.Ref())
	default:
		o.OnOff("acpi", false, source.Rule("default: no ACPI without <acpi/>"))
	}
}

// tseg is how much memory only system management mode sees.
func (b *builder) tseg() []*option.Option {
	size := b.dom.Features.SMM.TSEG
	if !size.IsSet() {
		return nil
	}
	return []*option.Option{global("mch", "extended-tseg-mbytes", strconv.FormatUint(size.V()>>20, 10), size.Ref())}
}

// global is -global driver.property=value, the form that all releases read.
func global(driver, property, value string, from ...source.Ref) *option.Option {
	return option.New("global", from...).Str(driver+"."+property, value, from...)
}
