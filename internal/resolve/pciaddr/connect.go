// Package pciaddr hands out places on PCI and PCI Express buses.
//
// A Set holds the buses of a machine. It knows what may be plugged in where,
// which slots are taken, and how to find the next free one; it knows nothing of
// domains, and leaves to its caller which device comes first. The rules are
// those of libvirt (virDomainPCIAddressSet), so that guests keep their addresses.
package pciaddr

import "github.com/qemuxml/qemuxml/internal/domain"

// Connect is a set of connections: those that a bus offers, or those that a
// device takes.
type Connect uint16

// The members of Connect. The first three are qualities, the others the kinds
// of plugs and sockets.
const (
	// Auto marks a bus that devices are put on unasked, and a device that
	// insists on such a bus unless the XML says where it goes.
	Auto Connect = 1 << iota
	// Aggregate marks a device that shares a slot with others of its kind, a
	// function each.
	Aggregate
	// Integrated marks a device that sits on bus 0 and nowhere else.
	Integrated

	PCI             // a conventional endpoint
	PCIe            // a PCI Express endpoint
	RootPort        // a pcie-root-port
	UpstreamPort    // a pcie-switch-upstream-port
	DownstreamPort  // a pcie-switch-downstream-port
	DMIToPCIBridge  // a dmi-to-pci-bridge
	PCIeToPCIBridge // a pcie-to-pci-bridge
	PCIBridge       // a pci-bridge
	PCIExpander     // a pci-expander-bus
	PCIeExpander    // a pcie-expander-bus

	qualities = Auto | Aggregate | Integrated
	endpoints = PCI | PCIe
)

// maxSlot is the last slot of a full bus.
const maxSlot = 31

// traits are what a model of controller is like: how it is plugged in itself
// (nothing for a root bus), what it offers, and which slots it has.
type traits struct {
	takes, offers Connect
	first, last   uint64
}

// Slot 0 of the conventional bridges is their own hot-plug controller's; that
// of a root bus is the host bridge.
func traitsOf(model string) traits {
	switch model {
	case domain.PCIRoot:
		return traits{0, Auto | PCI | PCIBridge | PCIExpander, 1, maxSlot}
	case domain.PCIeRoot:
		// Endpoints only where the XML puts them: none can be added later.
		return traits{0, PCIe | RootPort | DMIToPCIBridge | PCIeExpander, 1, maxSlot}
	case domain.PCIBridge:
		return traits{PCIBridge, Auto | PCI | PCIBridge, 1, maxSlot}
	case domain.DMIToPCIBridge:
		return traits{DMIToPCIBridge, PCI | PCIBridge, 0, maxSlot}
	case domain.PCIeToPCIBridge:
		return traits{PCIeToPCIBridge, Auto | PCI | PCIBridge, 1, maxSlot}
	case domain.PCIeRootPort:
		return traits{RootPort | Aggregate, Auto | PCIe | UpstreamPort | PCIeToPCIBridge, 0, 0}
	case domain.PCIeSwitchUpstreamPort:
		return traits{UpstreamPort, DownstreamPort, 0, maxSlot}
	case domain.PCIeSwitchDownstreamPort:
		return traits{DownstreamPort, Auto | PCIe | UpstreamPort | PCIeToPCIBridge, 0, 0}
	case domain.PCIExpanderBus:
		return traits{PCIExpander, Auto | PCI | PCIBridge, 0, maxSlot}
	case domain.PCIeExpanderBus:
		return traits{PCIeExpander, RootPort | DMIToPCIBridge, 0, maxSlot}
	}
	return traits{}
}

// TakenBy is how a controller of the given model is plugged in; 0 for a root
// bus, which is part of the machine.
func TakenBy(model string) Connect { return traitsOf(model).takes }

// name says in words what a device with the connections want is.
func (want Connect) name() string {
	switch {
	case want&PCI != 0:
		return "conventional PCI device"
	case want&PCIe != 0:
		return "PCI Express device"
	}
	for _, model := range domain.PCIModels {
		if want&traitsOf(model).takes&^qualities != 0 {
			return model
		}
	}
	return "device"
}
