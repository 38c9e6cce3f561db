package export

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// kube makes a manifest. What it takes from the domain is noted as placed, so
// that all the rest can be told.
type kube struct{ *guest }

// kubevirt is the guest as a VirtualMachine of KubeVirt's.
func kubevirt(g *guest) []File {
	k := kube{g}
	use(k, g.Domain.Name)
	k.place(g.Domain.Ref)
	s := kubeSpec{Architecture: k.architecture(), Grace: stopSeconds, Domain: kubeDomain{
		CPU: k.cpu(), Memory: kubeMemory{fmt.Sprintf("%dKi", use(k, g.Domain.Memory.Total))}, Machine: k.machine(),
		Firmware: k.firmware(), Clock: k.clock(), Features: k.features(), Devices: k.devices(),
	}}
	k.disks(&s)
	k.interfaces(&s)
	m := manifest{APIVersion: "kubevirt.io/v1", Kind: "VirtualMachine", Metadata: kubeName{label(g.name)}}
	m.Spec = kubeVMSpec{RunStrategy: k.runStrategy(), Template: kubeTemplate{s}}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(m), e.Close()); err != nil {
		panic(err) // strings and numbers can always be written
	}
	return []File{{Name: g.name + ".yaml", Mode: 0o644, Data: b.Bytes()}}
}

// stopSeconds is how long a guest may take to power down; see stopTimeout.
const stopSeconds = 300

// place notes that the manifest says what refs say.
func (k kube) place(refs ...source.Ref) { k.placed = append(k.placed, refs...) }

// use is v, noted as placed.
func use[T any](k kube, v source.Val[T]) T {
	k.place(v.Ref())
	return v.V()
}

// labelMax is how long a name may be. Source: RFC 1123, as Kubernetes has it.
const labelMax = 63

// label is name as Kubernetes takes names of most objects.
func label(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '_' || r == '.' {
			return '-'
		}
		return r
	}, strings.ToLower(name))
	if len(name) > labelMax {
		name = name[:labelMax]
	}
	if name = strings.Trim(name, "-"); name == "" {
		return "guest"
	}
	return name
}

// runStrategy is when the guest is started again.
func (k kube) runStrategy() string {
	e := &k.Domain.Events
	switch {
	case use(k, e.Poweroff) == "restart":
		k.place(e.Crash.Ref())
		return "Always"
	case strings.HasSuffix(use(k, e.Crash), "restart"):
		return "RerunOnFailure"
	}
	return "Once"
}

// architecture is the guest's by Go's names, as far as KubeVirt runs it.
func (k kube) architecture() string {
	switch k.Target.Arch {
	case qemu.X86_64, qemu.AArch64, qemu.S390X:
		k.place(k.Domain.OS.Arch.Ref(), k.Domain.OS.Type.Ref())
		if k.Domain.HostCPU() {
			k.place(k.Domain.Type.Ref())
		}
		return goName(k.Target.Arch)
	}
	return ""
}

// machine is the machine type. KubeVirt's configuration says which are taken; by
// default these.
func (k kube) machine() *kubeType {
	m := k.Domain.OS.Machine.V()
	for _, known := range []string{"q35", "pc-q35", "virt", "s390-ccw-virtio"} {
		if m == known || strings.HasPrefix(m, known+"-") {
			k.place(k.Domain.OS.Machine.Ref())
			return &kubeType{m}
		}
	}
	return nil
}

func (k kube) cpu() kubeCPU {
	c, d := kubeCPU{}, k.Domain
	if t := &d.CPU.Topology; t.Sockets.IsSet() && t.Dies.V() <= 1 && t.Clusters.V() <= 1 {
		c.Sockets, c.Cores, c.Threads = use(k, t.Sockets), use(k, t.Cores), use(k, t.Threads)
		k.place(t.Ref, t.Dies.Ref(), t.Clusters.Ref(), d.VCPU.Max.Ref(), d.VCPU.Ref)
	} else {
		c.Sockets, c.Cores, c.Threads = use(k, d.VCPU.Max), 1, 1
	}
	switch d.CPU.Mode.V() {
	case domain.CPUHostPassthrough, domain.CPUHostModel:
		c.Model = use(k, d.CPU.Mode)
	default:
		c.Model = use(k, d.CPU.Model)
		k.place(d.CPU.Mode.Ref())
	}
	for _, f := range d.CPU.Features {
		c.Features = append(c.Features, kubeCPUFeature{use(k, f.Name), use(k, f.Policy)})
		k.place(f.Ref)
	}
	return c
}

func (k kube) firmware() kubeFirmware {
	f, o := kubeFirmware{UUID: use(k, k.Domain.UUID)}, &k.Domain.OS
	switch {
	case source.Is(o.Firmware, "efi"), source.Is(o.Loader.Type, "pflash"):
		f.Bootloader = &kubeBootloader{EFI: &kubeEFI{SecureBoot: use(k, o.Loader.Secure), Persistent: o.NVRAM.Source.Path.IsSet()}}
		k.place(o.Firmware.Ref(), o.Loader.Ref, o.Loader.Type.Ref(), o.NVRAM.Ref)
	case source.Is(o.Firmware, "bios"):
		f.Bootloader = &kubeBootloader{BIOS: &struct{}{}}
		k.place(o.Firmware.Ref())
	}
	return f
}

func (k kube) clock() *kubeClock {
	c := &k.Domain.Clock
	switch c.Offset.V() {
	case domain.ClockUTC:
		k.place(c.Ref, c.Offset.Ref())
		return &kubeClock{UTC: &struct{}{}}
	case domain.ClockTimezone:
		k.place(c.Ref, c.Offset.Ref())
		return &kubeClock{Timezone: use(k, c.Timezone)}
	}
	return nil
}

func (k kube) features() *kubeFeatures {
	f := &k.Domain.Features
	state := func(v source.Val[bool]) *kubeState {
		if !v.IsSet() {
			return nil
		}
		return &kubeState{use(k, v)}
	}
	list := kubeFeatures{ACPI: state(f.ACPI), APIC: state(f.APIC.Wanted), SMM: state(f.SMM.State)}
	if list == (kubeFeatures{}) {
		return nil
	}
	k.place(f.Ref)
	return &list
}
