package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pciController is a PCI bridge, port, expander or host bridge.
func (b *builder) pciController(c *domain.Controller) *option.Option {
	t := &c.Target
	o := option.Device(c.ModelName.V(), c.Ref, c.Type.Ref(), c.Model.Ref(), c.ModelName.Ref())
	switch c.Model.V() {
	case domain.PCIBridge:
		o.UintVal("chassis_nr", t.ChassisNr)
		memReserve(o, t)
	case domain.PCIExpanderBus, domain.PCIeExpanderBus:
		o.UintVal("bus_nr", t.BusNr).UintVal("numa_node", t.Node)
	case domain.PCIeRootPort, domain.PCIeSwitchDownstreamPort:
		o.UintVal("port", t.Port).UintVal("chassis", t.Chassis).BoolVal("hotplug", t.Hotplug)
		memReserve(o, t)
	case domain.PCIRoot:
		o.UintVal("index", t.Index).UintVal("numa_node", t.Node)
	}
	return o.StrVal("id", c.Alias)
}

// memReserve adds how much memory space the firmware is to leave behind a
// bridge or port; QEMU counts bytes.
func memReserve(o *option.Option, t *domain.PCITarget) {
	if t.MemReserve.IsSet() {
		o.Uint("mem-reserve", t.MemReserve.V()<<10, t.MemReserve.Ref())
	}
}

// controllerGlobals are the settings of controllers that are part of the machine.
// Source: qemuBuildGlobalControllerCommandLine.
func (b *builder) controllerGlobals() []*option.Option {
	root := b.at.At("pci", 0)
	if root == nil {
		return nil
	}
	var opts []*option.Option
	if size, ok := root.PCIHole64.Get(); ok {
		if host := b.pciHost(); host != "" {
			opts = append(opts, option.New("global", root.Ref).Str(host+".pci-hole64-size", fmt.Sprintf("%dK", size), root.PCIHole64.Ref()))
		} else {
			b.Diag.Error(source.Invalid, root.PCIHole64.Ref(), "the size of the 64-bit PCI hole can't be set for machine %s", b.dom.OS.Machine.V())
		}
	}
	if hotplug := root.Target.Hotplug; hotplug.IsSet() && root.Model.V() == domain.PCIRoot {
		opts = append(opts, option.New("global", root.Ref).OnOffVal("PIIX4_PM.acpi-root-pci-hotplug", hotplug))
	}
	return opts
}

// pciHost is QEMU's device for the PCI host bridge of the machine, "" where it
// has no 64-bit hole to set.
func (b *builder) pciHost() string {
	machine, arch := b.dom.OS.Machine.V(), b.Target.Arch
	switch {
	case qemu.IsI440FX(machine, arch):
		return "i440FX-pcihost"
	case qemu.IsQ35(machine, arch):
		return "q35-pcihost"
	}
	return ""
}
