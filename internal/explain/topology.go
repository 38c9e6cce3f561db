package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// box is a bus or a device of the guest, with what is plugged into it.
type box struct {
	title string // what it is
	place string // where it sits on the bus around it, "" where there is one place only
	alias string
	// ref is the element that it stands for; a rule for what resolve made, zero
	// for a bus that no controller stands for.
	ref      source.Ref
	children []*box

	order [2]uint64 // the place as numbers

	// What the page needs: the items and arguments that it stands for.
	from, href, path string
	arguments        []int
}

// topology is the buses and devices of a resolved domain: those that hang on
// nothing, with all that hangs on them. What no bus is known of is in the machine
// itself, which comes last.
func topology(d *domain.Domain) []*box {
	t := &plan{at: map[string]*box{}}
	var boxes []*box
	var devices []domain.AnyDevice
	chars := charNames(&d.Devices)
	for dev := range d.Devices.All() {
		if isThere(dev, chars) {
			b := newBox(dev, chars)
			boxes, devices = append(boxes, b), append(devices, dev)
			t.provide(dev, b)
		}
	}
	for i, dev := range devices {
		t.place(dev, boxes[i])
	}
	t.sort(t.roots)
	return t.roots
}

// plan is a topology while boxes are placed: at has the boxes that others are
// plugged into, by the names of buses.
type plan struct {
	at    map[string]*box
	roots []*box
}

// provide notes the bus that dev provides. Of several USB controllers with one
// index the first has the ports that addresses count.
func (t *plan) provide(dev domain.AnyDevice, b *box) {
	name := ""
	switch d := dev.(type) {
	case *domain.Controller:
		name = busName(d.Type.V(), d.Index.V())
	case *domain.Hub:
		name = hubName(d.Address.USB.Bus.V(), d.Address.USB.Port.V())
	default:
		return
	}
	if t.at[name] == nil {
		t.at[name] = b
	}
}

func busName(kind string, index uint64) string { return fmt.Sprintf("%s %d", kind, index) }

func hubName(bus uint64, port string) string { return fmt.Sprintf("usb %d, port %s", bus, port) }

// place plugs b, which stands for dev, into the bus that its address names.
func (t *plan) place(dev domain.AnyDevice, b *box) {
	name := parentName(dev)
	if isRoot(dev) {
		t.roots = append(t.roots, b)
		return
	}
	parent := t.at[name]
	if parent == nil || parent == b {
		parent = &box{title: name}
		t.at[name] = parent
		t.roots = append(t.roots, parent)
	}
	parent.children = append(parent.children, b)
}

// isRoot tells whether dev is where a bus begins.
func isRoot(dev domain.AnyDevice) bool {
	c, ok := dev.(*domain.Controller)
	return ok && (source.Is(c.Model, domain.PCIRoot) || source.Is(c.Model, domain.PCIeRoot))
}

// The names of what no controller stands for.
const (
	boardName = "machine"
	ccwName   = "channel subsystem"
	vioName   = "VIO bus"
	mmioName  = "virtio-mmio"
	isaName   = "ISA bus"
	dimmName  = "memory slots"
)

// parentName is the name of the bus that dev is on.
func parentName(dev domain.AnyDevice) string {
	a := &dev.Info().Address
	switch a.Type.V() {
	case domain.AddressPCI:
		return busName("pci", a.PCI.Bus.V())
	case domain.AddressDrive:
		return busName(driveBus(dev), a.Drive.Controller.V())
	case domain.AddressVirtioSerial:
		return busName("virtio-serial", a.VirtioSerial.Controller.V())
	case domain.AddressCCID:
		return busName("ccid", a.VirtioSerial.Controller.V())
	case domain.AddressUSB:
		return usbParent(a.USB)
	case domain.AddressSpaprVIO:
		return vioName
	case domain.AddressCCW:
		return ccwName
	case domain.AddressVirtioMMIO:
		return mmioName
	case domain.AddressISA:
		return isaName
	case domain.AddressDIMM:
		return dimmName
	}
	return boardName
}

// driveBus is the kind of controller that a drive address speaks of.
func driveBus(dev domain.AnyDevice) string {
	if d, ok := dev.(*domain.Disk); ok && d.Target.Bus.IsSet() {
		return d.Target.Bus.V()
	}
	return "scsi"
}

// usbParent is the hub that port 1.2 is the second port of, or for port 1 the
// controller.
func usbParent(a domain.USBAddress) string {
	if i := strings.LastIndexByte(a.Port.V(), '.'); i >= 0 {
		return hubName(a.Bus.V(), a.Port.V()[:i])
	}
	return busName("usb", a.Bus.V())
}

// sort puts boxes, and what is in them, in the order of their places. The
// machine itself comes last.
func (t *plan) sort(boxes []*box) {
	slices.SortStableFunc(boxes, func(a, b *box) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), slices.Compare(a.order[:], b.order[:]))
	})
	for _, b := range boxes {
		t.sort(b.children)
	}
}

func rank(b *box) int {
	if b.title == boardName && b.alias == "" {
		return 1
	}
	return 0
}
