package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkControllers refuses what libvirt refuses of controllers before it looks
// for places. Source: virDomainDefRejectDuplicateControllers, virDomainDefParseXML,
// qemuValidateDomainDeviceDefController.
func (r *resolver) checkControllers() {
	r.checkUSBMasters()
	seen := domain.ControllerIndex{}
	for _, c := range r.dom.Devices.Controllers {
		kind, index := c.Type.V(), c.Index.V()
		if other := seen.At(kind, index); other != nil && kind != "usb" {
			r.Diag.Error(source.Duplicate, firstXML(c.Index.Ref(), c.Ref), "there is a %s controller %d already", kind, index).
				WithHint("give each its own index, or none")
		}
		seen.Add(c)
		r.checkDriver(c)
		switch kind {
		case "pci":
			r.checkPCIController(c)
		case "xenbus", "isa":
			r.Diag.Error(source.Invalid, c.Type.Ref(), "QEMU has no %s controller", kind)
		case "fdc":
			if index > 0 {
				r.passOver(firstXML(c.Index.Ref(), c.Ref), "a machine has one floppy controller only")
			}
		}
	}
}

// usbNone refuses USB controllers beside the one that says that there is no USB.
func (r *resolver) usbNone() {
	d := &r.dom.Devices
	isNone := func(c *domain.Controller) bool { return c.Type.V() == "usb" && c.Model.V() == "none" }
	at := slices.IndexFunc(d.Controllers, isNone)
	if at < 0 {
		return
	}
	none := d.Controllers[at]
	if slices.ContainsFunc(d.Controllers[at+1:], isNone) {
		r.refuse("once is enough", source.Duplicate, none.Model.Ref(), "USB is disabled twice").WithHint("keep one of these controllers")
		d.Controllers = slices.DeleteFunc(d.Controllers, func(c *domain.Controller) bool { return isNone(c) && c != none })
	}
	if !slices.ContainsFunc(d.Controllers, func(c *domain.Controller) bool { return c.Type.V() == "usb" && !isNone(c) }) {
		return
	}
	r.refuse("the guest has these", source.Conflict, none.Model.Ref(), "USB is disabled, but there are other USB controllers").
		WithHint("remove this one, or the others").Inside(none.Ref)
	d.Controllers = slices.DeleteFunc(d.Controllers, isNone)
}

// checkUSBMasters refuses USB controllers that are companions of none.
func (r *resolver) checkUSBMasters() {
	var companion *domain.Controller
	masters := 0
	for _, c := range r.dom.Devices.Controllers {
		switch {
		case c.Type.V() != "usb" || c.Model.V() == "none":
		case c.Master.IsSet():
			companion = c
		default:
			masters++
		}
	}
	if companion != nil && masters == 0 {
		r.Diag.Error(source.Invalid, companion.Ref, "a companion controller needs a USB controller that is none").
			WithHint("add <controller type='usb' model='ich9-ehci1'/> with the same index")
	}
}

// checkDriver refuses options of <driver> that only virtio-scsi has.
func (r *resolver) checkDriver(c *domain.Controller) {
	d := &c.Driver
	r.zeroIsNone(&d.Queues, &d.CmdPerLUN, &d.MaxSectors, &d.IOThread)
	if isVirtioSCSI(c) {
		r.checkIOThreads(c)
		return
	}
	if c.Type.V() != "virtio-serial" {
		r.passOverVirtio(&c.Virtio)
	}
	for _, v := range []*source.Val[uint64]{&d.Queues, &d.CmdPerLUN, &d.MaxSectors, &d.IOThread} {
		if v.IsSet() {
			r.refuse("it is left out", source.Invalid, v.Ref(), "only virtio-scsi controllers have this option")
			*v = source.Val[uint64]{}
		}
	}
	if d.IOEventFD.IsSet() {
		r.refuse("it is left out", source.Invalid, d.IOEventFD.Ref(), "only virtio-scsi controllers have this option")
		d.IOEventFD = source.Val[bool]{}
	}
	if len(d.IOThreads) > 0 {
		r.refuse("they are left out", source.Invalid, d.IOThreads[0].Ref, "only virtio-scsi controllers have iothreads")
		d.IOThreads = nil
	}
}

// zeroIsNone leaves to QEMU what is 0.
func (r *resolver) zeroIsNone(values ...*source.Val[uint64]) {
	for _, v := range values {
		if source.Is(*v, 0) {
			r.Diag.Info(source.AsDefault, v.Ref(), "0 leaves it to QEMU")
			v.Clear()
		}
	}
}

// passOverVirtio drops the options of virtio devices from a controller that is
// none. libvirt does not look at them.
func (r *resolver) passOverVirtio(o *domain.VirtioOptions) {
	for _, v := range []*source.Val[bool]{&o.IOMMU, &o.ATS, &o.Packed, &o.PagePerVQ} {
		if v.IsSet() {
			r.passOver(v.Ref(), "only virtio devices have this option")
			v.Clear()
		}
	}
}

func isVirtioSCSI(c *domain.Controller) bool {
	if c.Type.V() != "scsi" {
		return false
	}
	switch c.Model.V() {
	case "virtio-scsi", "virtio-transitional", "virtio-non-transitional":
		return true
	}
	return false
}

// checkIOThreads refuses iothreads that the domain doesn't have.
func (r *resolver) checkIOThreads(c *domain.Controller) {
	id := c.Driver.IOThread
	if id.IsSet() && len(c.Driver.IOThreads) > 0 {
		r.Diag.Error(source.Conflict, id.Ref(), "a controller has either an iothread or iothreads")
	}
	if id.IsSet() && !r.hasIOThread(id.V()) {
		r.Diag.Error(source.Invalid, id.Ref(), "the domain has no iothread %d", id.V()).WithHint("raise <iothreads>, or list it in <iothreadids>")
	}
	r.checkQueueMapping(c.Driver.IOThreads, c.Driver.Queues)
}

// checkIDE refuses IDE controllers but the one that a machine may have built in.
func (r *resolver) checkIDE() {
	for _, c := range r.dom.Devices.Controllers {
		if c.Type.V() != "ide" || c.Index.V() == 0 && r.hasIDE() || r.dropIDE(c) {
			continue
		}
		ref := c.Ref
		for _, d := range r.dom.Devices.Disks {
			if d.Target.Bus.V() == "ide" && d.Address.Drive.Controller.V() == c.Index.V() {
				ref = source.First(ref, d.Target.Bus.Ref(), d.Target.Dev.Ref())
			}
		}
		r.Diag.Error(source.Invalid, ref, "machine %s takes no IDE controller but one that is built in", r.dom.OS.Machine.V()).
			WithHint("use bus='sata' or bus='virtio' for disks")
	}
}

// checkPCIController refuses models that the machine hasn't, and options that
// the model hasn't.
func (r *resolver) checkPCIController(c *domain.Controller) {
	model, index := c.Model, c.Index
	if !model.IsSet() {
		r.Diag.Error(source.MissingValue, c.Ref, "a PCI controller needs a model")
		return
	}
	isRoot := model.V() == domain.PCIRoot || model.V() == domain.PCIeRoot
	switch {
	case isRoot && c.Address.Type.IsSet():
		r.refuse("it is passed over", source.Invalid, c.Address.Type.Ref(), "a %s has no address", model.V()).WithHint("remove the <address>").Inside(c.Address.Ref)
		c.Address = domain.Address{}
	case isRoot && index.V() != 0 && !r.is(qemu.IsPSeries):
		r.Diag.Error(source.Invalid, firstXML(index.Ref(), c.Ref), "the %s has index 0", model.V())
	case !isRoot && index.V() == 0:
		r.Diag.Error(source.Invalid, firstXML(index.Ref(), c.Ref), "PCI controller 0 is the root bus, not a %s", model.V())
	case model.V() == domain.PCIExpanderBus && !r.is(qemu.IsI440FX):
		r.foreignExpander(c)
	case model.V() == domain.PCIeExpanderBus && !r.is(qemu.IsQ35) && !r.is(qemu.IsARMVirt):
		r.Diag.Error(source.Invalid, model.Ref(), "machine %s takes no pcie-expander-bus", r.dom.OS.Machine.V())
	}
	r.checkModelName(c)
	r.checkPCIOptions(c)
	r.checkPCINode(c)
	r.checkHostBridge(c)
}

// checkModelName refuses QEMU devices that aren't of the model.
func (r *resolver) checkModelName(c *domain.Controller) {
	name, ok := c.ModelName.Get()
	if !ok || name == r.pciDevice(c.Model.V()) || name == "ioh3420" && c.Model.V() == domain.PCIeRootPort {
		return
	}
	r.Diag.Error(source.Invalid, c.ModelName.Ref(), "%s is no device for a %s", name, c.Model.V()).WithHint("leave <model name> out")
}

// pciOption is an option of some models of PCI controllers.
type pciOption struct {
	name   string
	given  source.Ref
	models []string
}

// The models of controllers that have an option in common.
var (
	pciBridges          = []string{domain.PCIBridge}
	pciRoots            = []string{domain.PCIRoot}
	pciPorts            = []string{domain.PCIeRootPort, domain.PCIeSwitchDownstreamPort}
	pciPortsAndRoot     = []string{domain.PCIeRootPort, domain.PCIeSwitchDownstreamPort, domain.PCIRoot}
	pciExpanders        = []string{domain.PCIExpanderBus, domain.PCIeExpanderBus}
	pciExpandersAndRoot = []string{domain.PCIExpanderBus, domain.PCIeExpanderBus, domain.PCIRoot}
	pciReservers        = []string{domain.PCIBridge, domain.PCIeRootPort}
)

func pciOptions(c *domain.Controller) [8]pciOption {
	t := &c.Target
	return [...]pciOption{
		{"chassisNr", t.ChassisNr.Ref(), pciBridges},
		{"chassis", t.Chassis.Ref(), pciPorts},
		{"port", t.Port.Ref(), pciPorts},
		{"busNr", t.BusNr.Ref(), pciExpanders},
		{"index", t.Index.Ref(), pciRoots},
		{"node", t.Node.Ref(), pciExpandersAndRoot},
		{"hotplug", t.Hotplug.Ref(), pciPortsAndRoot},
		{"memReserve", t.MemReserve.Ref(), pciReservers},
	}
}

func (r *resolver) checkPCIOptions(c *domain.Controller) {
	for _, o := range pciOptions(c) {
		if o.given.IsZero() {
			continue
		}
		wrong := !slices.Contains(o.models, c.Model.V())
		if c.Model.V() == domain.PCIRoot && o.name != "hotplug" {
			wrong = wrong || !r.is(qemu.IsPSeries)
		}
		if wrong {
			r.Diag.Error(source.Invalid, o.given, "a %s has no %s on this machine", c.Model.V(), o.name)
		}
	}
	hotplug := c.Target.Hotplug
	if hotplug.IsSet() && c.Model.V() == domain.PCIRoot && !r.is(qemu.IsI440FX) {
		r.Diag.Error(source.Invalid, hotplug.Ref(), "the hotplug of the root bus can be set on i440FX machines only")
	}
	if reserve := c.Target.MemReserve; reserve.IsSet() && c.ModelName.V() == "ioh3420" {
		r.Diag.Error(source.Invalid, reserve.Ref(), "an ioh3420 reserves no memory").WithHint("leave <model name> out")
	}
	if c.PCIHole64.IsSet() && r.is(qemu.IsPSeries) {
		r.Diag.Error(source.Invalid, c.PCIHole64.Ref(), "POWER guests have no 64-bit PCI hole")
	}
}

// checkPCINode refuses guest NUMA nodes that are not there.
func (r *resolver) checkPCINode(c *domain.Controller) {
	node := c.Target.Node
	switch {
	case !node.IsSet():
		return
	case node.V() >= uint64(len(r.dom.NUMA.Cells)):
		r.refuse("it is left out", source.Invalid, node.Ref(), "the guest has no NUMA node %d", node.V()).WithHint("add the cell to <numa> of <cpu>")
	case c.Model.V() == domain.PCIRoot && c.Index.V() == 0:
		r.refuse("it is left out", source.Invalid, node.Ref(), "the host bridge that is part of the machine can't be on a NUMA node").
			WithHint("add another pci-root with an index above 0")
	default:
		return
	}
	c.Target.Node = source.Val[uint64]{}
}

// checkHostBridge refuses numbers of host bridges that QEMU doesn't take.
func (r *resolver) checkHostBridge(c *domain.Controller) {
	n := c.Target.Index
	switch {
	case !n.IsSet() || !r.is(qemu.IsPSeries):
	case n.V() >= mostHostBridges:
		r.Diag.Error(source.OutOfRange, n.Ref(), "host bridge %d is more than %d", n.V(), mostHostBridges-1)
	case (n.V() == 0) != (c.Index.V() == 0):
		r.refuse("another is chosen", source.Invalid, n.Ref(), "the pci-root with index 0 is host bridge 0, and no other is")
		c.Target.Index = source.Val[uint64]{}
	}
}
