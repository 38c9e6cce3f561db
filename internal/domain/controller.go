package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The models of PCI controllers, as libvirt names them.
const (
	PCIRoot                  = "pci-root"
	PCIeRoot                 = "pcie-root"
	PCIBridge                = "pci-bridge"
	DMIToPCIBridge           = "dmi-to-pci-bridge"
	PCIeToPCIBridge          = "pcie-to-pci-bridge"
	PCIeRootPort             = "pcie-root-port"
	PCIeSwitchUpstreamPort   = "pcie-switch-upstream-port"
	PCIeSwitchDownstreamPort = "pcie-switch-downstream-port"
	PCIExpanderBus           = "pci-expander-bus"
	PCIeExpanderBus          = "pcie-expander-bus"
)

// PCIModels are all models of PCI controllers.
var PCIModels = []string{
	PCIRoot, PCIeRoot, PCIBridge, DMIToPCIBridge, PCIeToPCIBridge, PCIeRootPort,
	PCIeSwitchUpstreamPort, PCIeSwitchDownstreamPort, PCIExpanderBus, PCIeExpanderBus,
}

// Controller is a <controller>: something that devices are plugged into.
type Controller struct {
	Device
	// Type is ide, fdc, scsi, sata, virtio-serial, ccid, usb, pci, isa, ...
	Type  source.Val[string]
	Index source.Val[uint64]
	Model source.Val[string]

	// Ports and Vectors are those of type virtio-serial, Ports also of USB.
	Ports, Vectors source.Val[uint64]
	// PCIHole64 is the 64-bit PCI hole of a root bus, in KiB.
	PCIHole64 source.Val[uint64]
	// Master is the port at which a USB companion controller starts.
	Master source.Val[uint64]

	Driver ControllerDriver
	Target PCITarget
	// ModelName is QEMU's device of a PCI bridge or port: <model name>.
	ModelName source.Val[string]
}

// ControllerDriver is a controller's <driver>, without the options that all
// virtio devices have.
type ControllerDriver struct {
	Queues, CmdPerLUN, MaxSectors source.Val[uint64]
	IOEventFD                     source.Val[bool]
	IOThread                      source.Val[uint64]
	IOThreads                     []IOThreadMapping
}

// PCITarget is the <target> of a PCI controller.
type PCITarget struct {
	ChassisNr, Chassis, Port, BusNr, Index source.Val[uint64]
	Node                                   source.Val[uint64] // guest NUMA node
	Hotplug                                source.Val[bool]
	MemReserve                             source.Val[uint64] // KiB
}

// IOThreadMapping is an <iothread> of a device that spreads its queues: ID is
// an iothread's number, Queues those that it serves (none: QEMU's choice).
type IOThreadMapping struct {
	Ref    source.Ref
	ID     source.Val[uint64]
	Queues []source.Val[uint64]
}

// ControllerIndex finds controllers by type and index; of several USB
// controllers with one index it holds the first.
type ControllerIndex struct {
	types []typeIndex // few: a handful of types is all there is
}

// typeIndex is the controllers of one type: near by their index, far those whose
// index is out of all proportion.
type typeIndex struct {
	kind string
	near []*Controller
	far  map[uint64]*Controller
	room [8]*Controller // what near begins in
}

// nearIndexes is how many indexes are near.
const nearIndexes = 1024

// IndexControllers makes the index of the controllers of d as they are now.
func (d *Devices) IndexControllers() ControllerIndex {
	var index ControllerIndex
	for _, c := range d.Controllers {
		index.Add(c)
	}
	return index
}

// of is the index of the given type, nil where there is none.
func (i *ControllerIndex) of(kind string) *typeIndex {
	for k := range i.types {
		if t := &i.types[k]; t.kind == kind {
			return t
		}
	}
	return nil
}

// Add adds c unless its place is taken.
func (i *ControllerIndex) Add(c *Controller) {
	t := i.of(c.Type.V())
	if t == nil {
		t = i.add(c.Type.V())
	}
	if t.at(c.Index.V()) == nil {
		t.set(c.Index.V(), c)
	}
}

// add makes the index of a type that has none.
func (i *ControllerIndex) add(kind string) *typeIndex {
	if i.types == nil {
		i.types = make([]typeIndex, 0, 6)
	}
	i.types = append(i.types, typeIndex{kind: kind})
	t := &i.types[len(i.types)-1]
	t.near = t.room[:0]
	return t
}

// At is the controller of the given type and index, nil where there is none.
func (i *ControllerIndex) At(kind string, index uint64) *Controller {
	if t := i.of(kind); t != nil {
		return t.at(index)
	}
	return nil
}

func (t *typeIndex) at(index uint64) *Controller {
	if index < uint64(len(t.near)) {
		return t.near[index]
	}
	return t.far[index]
}

func (t *typeIndex) set(index uint64, c *Controller) {
	switch {
	case index >= nearIndexes:
		if t.far == nil {
			t.far = map[uint64]*Controller{}
		}
		t.far[index] = c
		return
	case index >= uint64(len(t.near)):
		t.near = append(t.near, make([]*Controller, index+1-uint64(len(t.near)))...)
	}
	t.near[index] = c
}
