package argv

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// virtio begins the -device of a virtio device: base (such as virtio-net) with
// the suffix of the bus that it sits on, and the options that all of them take.
// model says whether it is transitional.
func (b *builder) virtio(base string, d *domain.Device, model source.Val[string]) *option.Option {
	suffix := b.virtioSuffix(d, model)
	o := option.Device(base+suffix, d.Ref, model.Ref(), d.Address.Type.Ref())
	if b.Profile.Adapt && suffix == "-pci" && source.Is(d.Virtio.IOMMU, true) {
		// Behind an IOMMU there are no legacy devices; QEMU leaves that out by
		// itself on PCI Express only (virtio_pci_realize).
		o.OnOff("disable-legacy", true, d.Virtio.IOMMU.Ref())
	}
	return virtioOptions(o, d)
}

// virtioOptions adds the options that all virtio devices take.
func virtioOptions(o *option.Option, d *domain.Device) *option.Option {
	return o.BoolVal("iommu_platform", d.Virtio.IOMMU).
		BoolVal("ats", d.Virtio.ATS).
		BoolVal("packed", d.Virtio.Packed).
		BoolVal("page-per-vq", d.Virtio.PagePerVQ)
}

// virtioSuffix is the bus part of a virtio device's driver name, with what is said
// of the transition to virtio 1. Only drivers for PCI have that; libvirt writes it
// anyway (qemuBuildVirtioDevGetConfigDev).
func (b *builder) virtioSuffix(d *domain.Device, model source.Val[string]) string {
	bus := "-pci"
	switch d.Address.Type.V() {
	case domain.AddressCCW:
		bus = "-ccw"
	case domain.AddressVirtioMMIO:
		bus = "-device"
	}
	transition, ok := strings.CutPrefix(model.V(), "virtio-")
	if !ok || !strings.HasSuffix(transition, "transitional") || bus != "-pci" && !b.Profile.WriteRefused {
		return bus
	}
	return bus + "-" + transition
}

// finish completes the -device o of d: boot index, option ROM, id, and place. A
// family whose id stands further to the front has written it.
func (b *builder) finish(o *option.Option, d *domain.Device) *option.Option {
	b.bootIndex(o, "bootindex", d)
	b.loadParm(o, d)
	b.rom(o, d)
	if o.Param("id") == nil {
		o.StrVal("id", d.Alias)
	}
	b.place(o, d)
	return o
}

// bootIndex adds under key the place of d in the order to boot from. A QEMU
// without such places is told the kinds of devices.
func (b *builder) bootIndex(o *option.Option, key string, d *domain.Device) {
	if b.Target.Has("bootindex") {
		o.UintVal(key, d.Boot.Order)
	}
}

// rom adds the option ROM of a PCI device.
func (b *builder) rom(o *option.Option, d *domain.Device) {
	switch {
	case source.Is(d.ROM.Enabled, false):
		// An empty file is how QEMU is told to load none.
		o.Str("romfile", "", d.ROM.Enabled.Ref())
	default:
		b.asDefault("QEMU looks for an option ROM by itself", d.ROM.Enabled.Ref())
		if bar, ok := d.ROM.Bar.Get(); ok {
			o.Uint("rombar", number(bar), d.ROM.Bar.Ref())
		}
		o.StrVal("romfile", d.ROM.File)
	}
}

// number is 1 for true: some properties of QEMU are numbers by history.
func number(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// place adds where d sits: its bus and its address on it.
func (b *builder) place(o *option.Option, d *domain.Device) {
	a := &d.Address
	o.Cite(a.Type.Ref())
	switch a.Type.V() {
	case domain.AddressPCI:
		b.placePCI(o, d)
	case domain.AddressUSB:
		if c := b.controllerAt("usb", a.USB.Bus); c != nil {
			o.Str("bus", c.Alias.V()+".0", a.USB.Bus.Ref())
		}
		if b.Target.Has("usb-port") {
			o.StrVal("port", a.USB.Port)
		}
	case domain.AddressSpaprVIO:
		o.UintVal("reg", a.SpaprVIO.Reg)
	case domain.AddressCCW:
		o.Str("devno", fmt.Sprintf("%x.%x.%04x", a.CCW.CSSID.V(), a.CCW.SSID.V(), a.CCW.DevNo.V()),
			a.CCW.CSSID.Ref(), a.CCW.SSID.Ref(), a.CCW.DevNo.Ref())
	case domain.AddressDIMM:
		o.UintVal("slot", a.DIMM.Slot)
		if a.DIMM.Base.V() != 0 {
			o.UintVal("addr", a.DIMM.Base)
		}
	case domain.AddressISA:
		b.ioBase(o, &a.ISA)
		o.UintVal("irq", a.ISA.IRQ)
	case domain.AddressDrive, domain.AddressVirtioSerial, domain.AddressCCID, domain.AddressVirtioMMIO,
		domain.AddressMdev, domain.AddressUnassigned:
		// Written by the families that sit there, each in its own properties.
	}
}

// ioBase adds where the ports of a device on ISA begin. Libvirt writes 0 where that
// is not said; QEMU would have known.
func (b *builder) ioBase(o *option.Option, a *domain.ISAAddress) {
	if a.IOBase.IsSet() || !b.Profile.WriteRefused {
		o.UintVal("iobase", a.IOBase)
		return
	}
	o.Uint("iobase", 0, source.Rule("default: an address on ISA begins at 0"))
}

// placePCI adds the bus and the slot of a PCI device.
func (b *builder) placePCI(o *option.Option, d *domain.Device) {
	a := &d.Address.PCI
	if c := b.controllerAt("pci", a.Bus); c != nil {
		o.Str("bus", b.pciBus(c), a.Domain.Ref(), a.Bus.Ref())
	}
	o.BoolVal("multifunction", a.Multifunction)
	addr := strconv.AppendUint([]byte("0x"), a.Slot.V(), 16)
	if a.Function.V() != 0 {
		addr = strconv.AppendUint(append(addr, ".0x"...), a.Function.V(), 16)
	}
	o.Str("addr", string(addr), a.Slot.Ref(), a.Function.Ref())
	o.UintVal("acpi-index", d.ACPIIndex)
}

// pciBus is the name of the bus that PCI controller c provides. Host bridges of
// POWER other than the first name their bus after themselves.
func (b *builder) pciBus(c *domain.Controller) string {
	if isHostBridge(c) && c.Target.Index.V() != 0 {
		return c.Alias.V() + ".0"
	}
	return b.controllerID(c)
}

// rootBus is QEMU's name of the root bus that c stands for.
func (b *builder) rootBus(c *domain.Controller) string {
	switch {
	case c.Model.V() == domain.PCIeRoot:
		return "pcie.0"
	case b.Profile.Adapt && b.dom.OS.Machine.V() == "mac99" && b.Target.Arch == qemu.PPC:
		// The bus that libvirt thinks of is that of AGP, where guests see nothing.
		return "pci.2"
	case qemu.HasPCIMultibus(b.dom.OS.Machine.V(), b.Target.Arch):
		return "pci.0"
	}
	return "pci"
}

// controllerAt is the controller of the given type and index, nil where the
// domain has none.
func (b *builder) controllerAt(kind string, index source.Val[uint64]) *domain.Controller {
	return b.at.At(kind, index.V())
}
