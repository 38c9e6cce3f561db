package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// iommus checks what libvirt does (qemuValidateDomainDeviceDefIOMMU,
// virDomainIOMMUDefValidate, virDomainDefIOMMUValidate).
func (r *resolver) iommus() {
	r.addIOMMU()
	for i, m := range r.dom.Devices.IOMMUs {
		if i > 0 {
			r.Diag.Error(source.Conflict, m.Ref, "a guest has one IOMMU only")
		}
		r.zeroIsNone(&m.Driver.AWBits)
		r.checkIOMMU(m)
	}
	r.manyCPUs()
}

// mostShortCPUs is how many CPUs an interrupt can be told without the extended
// mode: QEMU_MAX_VCPUS_WITHOUT_EIM.
const mostShortCPUs = 255

// manyCPUs refuses more CPUs than interrupts reach (qemuValidateDomainVCpuTopology).
func (r *resolver) manyCPUs() {
	most := r.dom.VCPU.Max
	if !r.Target.Arch.IsX86() || most.V() <= mostShortCPUs {
		return
	}
	for _, m := range r.dom.Devices.IOMMUs {
		if source.Is(m.Driver.EIM, true) {
			return
		}
	}
	r.Diag.Error(source.Invalid, most.Ref(), "more than %d CPUs need an IOMMU in extended interrupt mode", mostShortCPUs).
		WithHint("add <iommu model='intel'><driver intremap='on' eim='on'/></iommu>")
}

// addIOMMU gives Q35 guests with more CPUs than interrupts reach an IOMMU in
// extended mode, and guests whose interrupts are remapped an I/O APIC that QEMU
// emulates (qemuDomainDefAddDefaultDevices, qemuDomainIOMMUDefPostParse,
// qemuDomainDefEnableDefaultFeatures).
func (r *resolver) addIOMMU() {
	const rule = "default: interrupts that reach more than 255 CPUs"
	d := &r.dom.Devices
	many := r.is(qemu.IsQ35) && r.dom.VCPU.Max.V() > mostShortCPUs
	if many && len(d.IOMMUs) == 0 {
		d.IOMMUs = append(d.IOMMUs, &domain.IOMMU{Device: domain.Device{Ref: source.Rule(rule)}, Model: source.Default(rule, "intel")})
	}
	for _, m := range d.IOMMUs {
		if many && source.Is(m.Model, "intel") {
			m.Driver.IntRemap.SetDefault(rule, true)
			m.Driver.EIM.SetDefault(rule, true)
		}
		if source.Is(m.Driver.IntRemap, true) && !r.dom.Features.IOAPIC.IsSet() {
			r.dom.Features.IOAPIC = source.Of("qemu", m.Driver.IntRemap.Ref())
		}
	}
}

func (r *resolver) checkIOMMU(m *domain.IOMMU) {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	address, fits := "", false
	switch m.Model.V() {
	case "intel":
		fits = qemu.IsQ35(machine, arch)
		r.checkIntelIOMMU(&m.Driver)
	case "smmuv3":
		fits = qemu.IsARMVirt(machine, arch)
		r.refuseIOMMUDriver(m)
	case "virtio":
		address, fits = domain.AddressPCI, qemu.IsQ35(machine, arch) || qemu.IsARMVirt(machine, arch)
		r.refuseIOMMUDriver(m)
		if !source.Is(r.dom.Features.ACPI, true) {
			r.refuse("the guest may not find this one", source.Invalid, m.Model.Ref(), "guests find an IOMMU of model virtio by ACPI").WithHint("add <acpi/> to <features>")
		}
	default:
		return
	}
	if !fits && r.is(qemu.IsI440FX) && source.Is(m.Model, "virtio") {
		r.refuse("this machine gets one, too", source.Invalid, m.Model.Ref(), "libvirt puts an IOMMU of model virtio into q35 and virt machines only")
		fits = true
	}
	if !fits {
		r.Diag.Error(source.Invalid, m.Model.Ref(), "this machine has no IOMMU of model %s", m.Model.V())
	}
	if !takesAddress(&m.Device, address) {
		r.refuse("another is chosen", source.Invalid, m.Address.Ref, "an IOMMU of model %s can't have this address", m.Model.V()).Inside(m.Address.Ref)
		m.Address = domain.Address{}
	}
}

func (r *resolver) checkIntelIOMMU(d *domain.IOMMUDriver) {
	if source.Is(d.IntRemap, true) && !source.Is(r.dom.Features.IOAPIC, "qemu") {
		r.Diag.Error(source.Invalid, d.IntRemap.Ref(), "remapping interrupts needs an I/O APIC that QEMU emulates").
			WithHint("add <ioapic driver='qemu'/> to <features>")
	}
	if source.Is(d.EIM, true) && !source.Is(d.IntRemap, true) {
		r.Diag.Error(source.Invalid, d.EIM.Ref(), "the extended interrupt mode needs remapping of interrupts").WithHint("add intremap='on'")
	}
}

// refuseIOMMUDriver refuses what only Intel's IOMMU can be told.
func (r *resolver) refuseIOMMUDriver(m *domain.IOMMU) {
	d := &m.Driver
	for _, ref := range []source.Ref{d.IntRemap.Ref(), d.CachingMode.Ref(), d.EIM.Ref(), d.IOTLB.Ref(), d.DMATranslation.Ref(), d.AWBits.Ref()} {
		if !ref.IsZero() {
			r.Diag.Error(source.Invalid, ref, "an IOMMU of model %s has no such setting", m.Model.V())
		}
	}
}
