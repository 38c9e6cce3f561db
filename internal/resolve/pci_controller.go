package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pciControllerOptions fills in what QEMU wants to know of PCI controllers, once
// they have their places.
func (r *resolver) pciControllerOptions() {
	for _, c := range r.dom.Devices.Controllers {
		if c.Type.V() != "pci" {
			continue
		}
		if name := r.pciDevice(c.Model.V()); name != "" {
			c.ModelName.SetDefault("default: device of the PCI controller model", name)
		}
		r.pciTarget(c)
		if bus := c.Address.PCI.Bus; c.Model.V() == domain.PCIBridge && c.Index.V() <= bus.V() {
			r.Diag.Error(source.Invalid, bus.Ref(), "PCI bridge %d can't be on bus %d: its index must be the greater one", c.Index.V(), bus.V())
		}
	}
}

// pciDevice is QEMU's device for a model of PCI controller, "" where it is part
// of the machine. Source: qemuDomainPCIControllerSetDefaultModelName.
func (r *resolver) pciDevice(model string) string {
	switch model {
	case domain.PCIBridge:
		return "pci-bridge"
	case domain.DMIToPCIBridge:
		return "i82801b11-bridge"
	case domain.PCIeToPCIBridge:
		return "pcie-pci-bridge"
	case domain.PCIeRootPort:
		if r.Target.Has("pcie-root-port") {
			return "pcie-root-port"
		}
		return "ioh3420"
	case domain.PCIeSwitchUpstreamPort:
		return "x3130-upstream"
	case domain.PCIeSwitchDownstreamPort:
		return "xio3130-downstream"
	case domain.PCIExpanderBus:
		return "pxb"
	case domain.PCIeExpanderBus:
		return "pxb-pcie"
	case domain.PCIRoot:
		if r.is(qemu.IsPSeries) {
			return "spapr-pci-host-bridge"
		}
	}
	return ""
}

// pciTarget numbers chassis, ports and buses.
func (r *resolver) pciTarget(c *domain.Controller) {
	const rule = "default: number of the PCI controller"
	t, a := &c.Target, &c.Address.PCI
	switch c.Model.V() {
	case domain.PCIBridge:
		t.ChassisNr.SetDefault(rule, c.Index.V())
	case domain.PCIeRootPort:
		t.Chassis.SetDefault(rule, c.Index.V())
		t.Port.SetDefault("default: slot and function of the port", a.Slot.V()<<3+a.Function.V())
	case domain.PCIeSwitchDownstreamPort:
		t.Chassis.SetDefault(rule, c.Index.V())
		t.Port.SetDefault("default: slot of the port", a.Slot.V())
	case domain.PCIExpanderBus, domain.PCIeExpanderBus:
		if !t.BusNr.IsSet() {
			r.expanderBus(c)
		}
	case domain.PCIRoot:
		if r.is(qemu.IsPSeries) && !t.Index.IsSet() {
			r.hostBridge(c)
		}
	}
}

// expanderBus numbers the bus of an expander: two less than the lowest of the
// others, one for itself and one for the bridge in it. The numbers from there up
// are left for the buses behind it. Source: qemuDomainAddressFindNewBusNr.
func (r *resolver) expanderBus(c *domain.Controller) {
	lowest := uint64(256)
	for _, other := range r.dom.Devices.Controllers {
		if other.Type.V() == "pci" && other.Target.BusNr.IsSet() {
			lowest = min(lowest, other.Target.BusNr.V())
		}
	}
	if lowest <= 2 {
		r.Diag.Error(source.MissingValue, c.Ref, "no bus number is left below %d for the %s", lowest, c.Model.V()).
			WithHint("give each <target> a busNr")
		return
	}
	c.Target.BusNr = source.Default("default: below the lowest bus number", lowest-2)
}

// mostHostBridges is how many host bridges a POWER guest can have, with the one
// that is part of the machine. Source: SPAPR_MAX_PHBS in QEMU's hw/ppc/spapr.c.
const mostHostBridges = 31

// hostBridge numbers a host bridge of a POWER guest by the lowest free number.
func (r *resolver) hostBridge(c *domain.Controller) {
	const rule = "default: next free host bridge"
	if c.Index.V() == 0 {
		c.Target.Index = source.Default(rule, uint64(0))
		return
	}
	used := map[uint64]bool{}
	for _, other := range r.dom.Devices.Controllers {
		if other.Type.V() == "pci" && other.Model.V() == domain.PCIRoot && other.Target.Index.IsSet() {
			used[other.Target.Index.V()] = true
		}
	}
	for n := uint64(1); n < mostHostBridges; n++ {
		if !used[n] {
			c.Target.Index = source.Default(rule, n)
			return
		}
	}
	r.Diag.Error(source.OutOfRange, c.Ref, "a guest has at most %d PCI host bridges", mostHostBridges)
}
