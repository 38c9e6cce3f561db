package resolve

import (
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// features settles what libvirt turns on by itself, and refuses what the machine
// doesn't have.
func (r *resolver) features() {
	r.unknownFeatures()
	r.gic()
	r.machineFeatures()
	r.accelFeatures()
	r.foreignKVM()
	r.acpi()
	r.smm()
	r.ps2()
}

// unknownFeatures refuses elements that stand for no feature
// (virDomainFeaturesDefParse). Where they are let pass, audit names them.
func (r *resolver) unknownFeatures() {
	for _, ref := range r.dom.Features.Unknown {
		if !r.Profile.Adapt {
			r.Diag.Error(source.UnknownValue, ref, "there is no such feature").WithHint("check its spelling and place")
		}
	}
}

// gic chooses the interrupt controller of ARM's virt machines, which always have
// one (qemuDomainDefEnableDefaultFeatures). Emulation has version 2, as the
// emulated version 3 lacked message signalled interrupts once; with KVM it is
// the newest that hosts have.
func (r *resolver) gic() {
	g := &r.dom.Features.GIC
	if g.Version.IsSet() || !r.is(qemu.IsARMVirt) && !g.Wanted.IsSet() {
		return
	}
	version := "2"
	if source.Is(r.dom.Type, "kvm") {
		version = "3"
		if r.Profile.HostGIC {
			version = "host"
		}
	}
	g.Version = source.Of(version, g.Wanted.Ref().Or("default: GIC version"))
}

// machineFeature is a feature that only some machines have.
type machineFeature struct {
	name   string
	ref    source.Ref // zero where the domain doesn't ask for it
	has    func(machine string, a qemu.Arch) bool
	forget func() // has the domain not ask for it
}

// forget has *p be what it is where the XML says nothing.
func forget[T any](p *T) func() {
	return func() { *p = *new(T) }
}

// machineFeatures refuses features that another machine would need
// (qemuValidateDomainDefFeatures).
func (r *resolver) machineFeatures() {
	f := &r.dom.Features
	smm, hyperV := isPC, isPC
	if r.Profile.WriteRefused {
		smm, hyperV = isAny, mayHaveHyperV
	}
	for _, x := range []machineFeature{
		{"hpt", f.HPT.Wanted.Ref(), qemu.IsPSeries, forget(&f.HPT)},
		{"htm", f.HTM.Ref(), qemu.IsPSeries, forget(&f.HTM)},
		{"nested-hv", f.NestedHV.Ref(), qemu.IsPSeries, forget(&f.NestedHV)},
		{"ccf-assist", f.CCFAssist.Ref(), qemu.IsPSeries, forget(&f.CCFAssist)},
		{"cfpc", f.CFPC.Ref(), qemu.IsPSeries, forget(&f.CFPC)},
		{"sbbc", f.SBBC.Ref(), qemu.IsPSeries, forget(&f.SBBC)},
		{"ibs", f.IBS.Ref(), qemu.IsPSeries, forget(&f.IBS)},
		{"gic", f.GIC.Wanted.Ref(), qemu.IsARMVirt, forget(&f.GIC)},
		{"ras", f.RAS.Ref(), qemu.IsARMVirt, forget(&f.RAS)},
		{"aia", f.AIA.Ref(), qemu.IsRISCVVirt, forget(&f.AIA)},
		{"smm", f.SMM.State.Ref(), smm, forget(&f.SMM)},
		{"ioapic", f.IOAPIC.Ref(), isPC, forget(&f.IOAPIC)},
		{"hyperv", f.HyperV.Ref, hyperV, forget(&f.HyperV)},
		{"vmport", f.VMPort.Ref(), isPC, forget(&f.VMPort)},
		{"pvspinlock", f.PVSpinlock.Ref(), isPC, forget(&f.PVSpinlock)},
	} {
		if !x.ref.IsZero() && !r.is(x.has) {
			r.refuse("it is left out", source.Invalid, x.ref, "the machine %s of %s guests has no <%s>", r.dom.OS.Machine.V(), r.Target.Arch, x.name).
				WithHint("remove <%s/>", x.name).Inside(x.ref)
			x.forget()
		}
	}
	for _, c := range r.dom.Keywrap.Ciphers {
		if !r.Target.Arch.IsS390() {
			r.Diag.Error(source.Invalid, c.Ref, "only s390 guests have key wrapping").WithHint("remove <keywrap>")
			break
		}
	}
	if f.VMCoreInfo.V() && !r.Target.Has("vmcoreinfo") {
		r.Diag.Error(source.NeedsQEMU, f.VMCoreInfo.Ref(), "QEMU %s for %s guests has no vmcoreinfo", r.Target.Version, r.Target.Arch)
	}
}

// isPC tells whether the architecture is that of a PC, whatever the machine.
func isPC(_ string, a qemu.Arch) bool { return a.IsX86() }

// isAny holds for all machines.
func isAny(string, qemu.Arch) bool { return true }

// mayHaveHyperV tells whether libvirt lets a machine have features of Hyper-V.
func mayHaveHyperV(machine string, a qemu.Arch) bool {
	return a.IsX86() || qemu.IsARMVirt(machine, a)
}

// accelFeatures refuses features that only one accelerator has.
func (r *resolver) accelFeatures() {
	f, t := &r.dom.Features, r.dom.Type
	if f.TCG.IsSet() && t.IsSet() && t.V() != "qemu" {
		r.Diag.Error(source.Conflict, f.TCG.Ref(), "<tcg> is for emulation, and the domain's type is %s", t.V()).Accounting(t.Ref())
	}
	if r.Profile.Adapt && f.HTM.V() && t.V() == "qemu" {
		r.Diag.Warn(source.NeedsQEMU, f.HTM.Ref(), "QEMU emulates no transactional memory; it is left out").WithHint("write <htm state='off'/>").Accounting(t.Ref())
		f.HTM = source.Val[bool]{}
	}
	if r.Profile.Adapt && !f.HyperV.Ref.IsZero() && t.V() == "qemu" {
		r.Diag.Warn(source.NeedsQEMU, f.HyperV.Ref, "the features of Hyper-V are KVM's; an emulated guest goes without").Accounting(t.Ref()).Inside(f.HyperV.Ref)
		forget(&f.HyperV)()
	}
	if f.TCG.V()%mib != 0 {
		r.refuse("it is rounded down", source.Invalid, f.TCG.Ref(), "the cache of translated code is not a whole number of MiB")
	}
	if part := r.dom.Tune.Resctrl; !part.IsZero() && t.IsSet() && t.V() != "kvm" {
		r.refuse("they are shared", source.Conflict, part, "parts of the cache and of memory bandwidth are for guests of KVM, and the domain's type is %s", t.V()).Accounting(t.Ref())
	}
	if ring := f.KVM.DirtyRing; ring.State.V() && t.IsSet() && t.V() != "kvm" {
		r.Diag.Error(source.Conflict, ring.State.Ref(), "<dirty-ring> is KVM's, and the domain's type is %s", t.V()).Accounting(t.Ref())
	}
}

// foreignKVM leaves out what of KVM only PCs can show or hide. Libvirt writes it
// for all guests, and QEMU ends.
func (r *resolver) foreignKVM() {
	k := &r.dom.Features.KVM
	for _, v := range []*source.Val[bool]{&k.Hidden, &k.HintDedicated, &k.PollControl, &k.PVIPI} {
		if r.Profile.Adapt && v.IsSet() && !r.Target.Arch.IsX86() {
			r.Diag.Warn(source.Invalid, v.Ref(), "only the CPUs of PCs have this feature of KVM; it is left out")
			forget(v)()
		}
	}
}

// acpi refuses ACPI on machines that have none. On s390 libvirt passes over it
// in domains that it has had for long (qemuDomainDefACPIPostParse).
func (r *resolver) acpi() {
	acpi := r.dom.Features.ACPI
	m, known := r.Target.Machine(r.dom.OS.Machine.V())
	switch {
	case !acpi.IsSet() || !known || m.ACPI:
	case r.Target.Arch.IsS390() && !r.Profile.NewDomain:
		r.Diag.Note(source.Invalid, acpi.Ref(), "s390 guests have no ACPI; this has no effect").WithHint("remove <acpi/>")
		r.dom.Features.ACPI = source.Val[bool]{}
	case r.Target.Has("machine-acpi"):
		r.refuse("the guest has none", source.Invalid, acpi.Ref(), "the machine %s has no ACPI", m.Name).WithHint("remove <acpi/>")
		r.dom.Features.ACPI = source.Val[bool]{}
	}
}

// smm checks what only system management mode sees (qemuDomainDefTsegPostParse).
func (r *resolver) smm() {
	s := &r.dom.Features.SMM
	size := s.TSEG
	switch {
	case !size.IsSet():
		return
	case !s.State.V():
		r.Diag.Warn(source.Conflict, size.Ref(), "<tseg> has no effect: system management mode is off").WithHint("remove <tseg>")
	case !r.is(qemu.IsQ35):
		r.refuse("it is left out", source.Invalid, size.Ref(), "only the machine q35 lets the size of <tseg> be chosen")
	case !r.Target.Has("mch.extended-tseg-mbytes"):
		r.refuse("it is left out", source.NeedsQEMU, size.Ref(), "QEMU %s can't choose the size of <tseg>", r.Target.Version)
	case size.V()%(1<<20) != 0:
		r.refuse("it is rounded up", source.Invalid, size.Ref(), "<tseg> is not a whole number of MiB")
		s.TSEG = source.Of(size.V()+1<<20-size.V()%(1<<20), size.Ref())
		return
	default:
		return
	}
	s.TSEG = source.Val[uint64]{}
}

// ps2 checks a request about the PS/2 controller, which only PCs can be built
// without.
func (r *resolver) ps2() {
	f := &r.dom.Features
	switch {
	case !f.PS2.IsSet():
	case !r.Target.Has("machine-i8042-opt") || !r.is(qemu.IsI440FX) && !r.is(qemu.IsQ35):
		r.Diag.Error(source.NeedsQEMU, f.PS2.Ref(), "the PS/2 controller of %s can't be chosen in QEMU %s", r.dom.OS.Machine.V(), r.Target.Version)
	case !f.PS2.V() && f.VMPort.V():
		r.refuse("the guest has none", source.Conflict, f.VMPort.Ref(), "<vmport> works through the PS/2 controller, which is off").Accounting(f.PS2.Ref())
		f.VMPort = source.Val[bool]{}
	}
}
