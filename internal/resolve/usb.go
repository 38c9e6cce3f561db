package resolve

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hubPorts is how many ports QEMU's USB hub has; usbDepth is how many hubs deep
// a port can be. Source: VIR_DOMAIN_USB_HUB_PORTS, USB_MAX_PORT_DEPTH.
const (
	hubPorts = 8
	usbDepth = 4
)

// usbHub is the root hub of a controller, or a hub in a port of another.
type usbHub struct {
	taken []bool
	hubs  []*usbHub // by port, nil where there is no hub
	full  bool      // no port of it or of the hubs behind it is free
}

func newUSBHub(ports uint64) *usbHub {
	return &usbHub{taken: make([]bool, ports), hubs: make([]*usbHub, ports)}
}

// free is the path to the first free port: one of the hub's own, else one of
// the hubs behind it in turn. level counts from 1.
func (h *usbHub) free(level int) ([]uint64, bool) {
	if h.full {
		return nil, false
	}
	for i, taken := range h.taken {
		if !taken {
			return []uint64{uint64(i) + 1}, true
		}
	}
	for i, hub := range h.hubs {
		if hub == nil || level >= usbDepth {
			continue
		}
		if path, ok := hub.free(level + 1); ok {
			return append([]uint64{uint64(i) + 1}, path...), true
		}
	}
	h.full = true
	return nil, false
}

// usb hands out USB ports. Source: qemuDomainAssignUSBAddresses.
type usb struct {
	*resolver
	buses  map[uint64]*usbHub
	sorted []uint64 // the numbers of the buses
}

// usbPorts gives each USB device a port, and adds hubs where ports are short.
func (r *resolver) usbPorts() {
	devices := usbDevices(&r.dom.Devices)
	if len(devices)+len(r.dom.Devices.Hubs) > 0 && !r.hasUSB() {
		for _, h := range r.dom.Devices.Hubs {
			devices = append(devices, &h.Device)
		}
		for _, d := range devices {
			r.Diag.Error(source.Invalid, source.First(d.Ref, r.dom.Devices.Ref, r.dom.Ref), "a USB device needs a USB controller, and the domain has none").
				WithHint("add <controller type=\"usb\" model=\"qemu-xhci\"/>")
		}
		return
	}
	u := &usb{resolver: r, buses: map[uint64]*usbHub{}}
	u.addHubs(len(devices))
	u.addControllers()
	hubs := u.placedHubs()
	for _, d := range devices {
		if hasUSBPort(d) {
			u.take(d)
		}
	}
	for _, h := range hubs {
		if u.assign(&h.Device) {
			u.plugHub(&h.Device)
		}
	}
	for _, d := range devices {
		if unplaced(d) || d.Address.Is(domain.AddressUSB) && !hasUSBPort(d) {
			u.assign(d)
		}
	}
}

// hasUSB tells whether the domain has a USB controller.
func (r *resolver) hasUSB() bool {
	for _, c := range r.dom.Devices.Controllers {
		if c.Type.V() == "usb" && c.Model.V() != "none" {
			return true
		}
	}
	return false
}

func hasUSBPort(d *domain.Device) bool {
	return d.Address.Is(domain.AddressUSB) && d.Address.USB.Port.IsSet()
}

// usbDevices are the USB devices but hubs, in the order in which they get their
// ports. Source: virDomainUSBDeviceDefForeach.
func usbDevices(d *domain.Devices) []*domain.Device {
	var list []*domain.Device
	list = usbOf(list, d.Disks, func(d *domain.Disk) bool { return d.Target.Bus.V() == "usb" })
	list = usbOf(list, d.Interfaces, func(n *domain.Interface) bool { return n.Model.V() == "usb-net" })
	list = usbOf(list, d.Sounds, func(s *domain.Sound) bool { return s.Model.V() == "usb" })
	list = usbOf(list, d.Hostdevs, func(h *domain.Hostdev) bool { return h.Type.V() == domain.HostdevUSB })
	list = usbOf(list, d.Controllers, func(c *domain.Controller) bool { return c.Type.V() == "ccid" })
	list = usbOf(list, d.Serials, func(s *domain.CharDevice) bool { return s.Target.Type.V() == "usb-serial" })
	list = usbOf(list, d.Inputs, func(i *domain.Input) bool { return i.Bus.V() == "usb" })
	list = usbOf(list, d.Filesystems, func(f *domain.Filesystem) bool { return f.Driver.Type.V() == "mtp" })
	return usbOf(list, d.Redirdevs, func(r *domain.Redirdev) bool { return r.Bus.V() == "usb" })
}

func usbOf[T domain.AnyDevice](list []*domain.Device, family []T, is func(T) bool) []*domain.Device {
	for _, d := range family {
		if is(d) {
			list = append(list, d.Info())
		}
	}
	return list
}

// usbControllerPorts is how many ports a controller has; the companions of an
// ICH9 controller have none of their own.
// Source: virDomainUSBAddressControllerModelToPorts.
func usbControllerPorts(c *domain.Controller) uint64 {
	switch c.Model.V() {
	case "ehci", "ich9-ehci1":
		return 6
	case "ich9-uhci1", "ich9-uhci2", "ich9-uhci3", "none":
		return 0
	case "pci-ohci":
		return 3
	case "":
		return c.Ports.Or("default: ports of a USB controller", 2).V()
	case "nec-xhci", "qemu-xhci":
		return c.Ports.Or("default: ports of an xHCI controller", 4).V()
	}
	return 2
}

// addHubs adds as many hubs as it takes for n devices to have ports.
func (u *usb) addHubs(n int) {
	d := &u.dom.Devices
	devices, ports := n+len(d.Hubs), hubPorts*len(d.Hubs)
	for _, c := range d.Controllers {
		if c.Type.V() == "usb" {
			ports += int(usbControllerPorts(c))
		}
	}
	if devices <= ports {
		return
	}
	const rule = "implied: more USB devices than ports"
	for range (devices - ports + hubPorts - 1) / (hubPorts - 1) {
		d.Hubs = append(d.Hubs, &domain.Hub{Device: domain.Device{Ref: source.Rule(rule)}, Type: source.Default(rule, "usb")})
	}
}

func (u *usb) addControllers() {
	for _, c := range u.dom.Devices.Controllers {
		if c.Type.V() != "usb" || usbControllerPorts(c) == 0 {
			continue
		}
		index := c.Index.V()
		if u.buses[index] != nil {
			u.Diag.Error(source.Duplicate, c.Index.Ref(), "there is a USB controller %d already", index)
			continue
		}
		u.buses[index] = newUSBHub(min(usbControllerPorts(c), 256))
		u.sorted = append(u.sorted, index)
	}
	slices.Sort(u.sorted)
}

// placedHubs plugs in the hubs whose ports the XML gives, and returns the others.
func (u *usb) placedHubs() (others []*domain.Hub) {
	for _, h := range u.dom.Devices.Hubs {
		if !hasUSBPort(&h.Device) {
			others = append(others, h)
			continue
		}
		if u.take(&h.Device) {
			u.plugHub(&h.Device)
		}
	}
	return others
}

// take takes the port that d has; it tells whether that was possible.
func (u *usb) take(d *domain.Device) bool {
	a := &d.Address.USB
	hub, port := u.find(d)
	if hub == nil {
		return false
	}
	if hub.taken[port] {
		u.Diag.Error(source.Duplicate, a.Port.Ref(), "port %s of USB bus %d is taken already", a.Port.V(), a.Bus.V()).
			WithHint("leave the address out to have a free one chosen")
		return false
	}
	hub.taken[port] = true
	return true
}

// plugHub makes the port that the hub d has taken a hub.
func (u *usb) plugHub(d *domain.Device) {
	if hub, port := u.find(d); hub != nil {
		hub.hubs[port] = newUSBHub(hubPorts)
	}
}

// find is the hub that d's port belongs to, and the port from 0; nil where there
// is no such port, which is reported.
func (u *usb) find(d *domain.Device) (hub *usbHub, port int) {
	a := &d.Address.USB
	hub = u.buses[a.Bus.V()]
	if hub == nil {
		u.noBus(d)
		return nil, 0
	}
	for i, part := range strings.Split(a.Port.V(), ".") {
		if i > 0 {
			if hub = hub.hubs[port]; hub == nil {
				u.Diag.Error(source.Invalid, a.Port.Ref(), "there is no hub in the port before .%s of port %s on USB bus %d", part, a.Port.V(), a.Bus.V())
				return nil, 0
			}
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > len(hub.taken) {
			u.Diag.Error(source.OutOfRange, a.Port.Ref(), "there is no port %s on USB bus %d", a.Port.V(), a.Bus.V())
			return nil, 0
		}
		port = n - 1
	}
	return hub, port
}

func (u *usb) noBus(d *domain.Device) {
	u.Diag.Error(source.Invalid, d.Address.Ref, "there is no USB bus %d", d.Address.USB.Bus.V()).WithHint("add a USB controller with that index")
}

// assign gives d the first free port: of the bus that the XML names, or of any.
func (u *usb) assign(d *domain.Device) bool {
	buses := u.sorted
	if d.Address.Is(domain.AddressUSB) {
		buses = []uint64{d.Address.USB.Bus.V()}
	}
	for _, index := range buses {
		bus := u.buses[index]
		if bus == nil {
			continue
		}
		if path, ok := bus.free(1); ok {
			setUSB(d, index, path)
			return u.take(d)
		}
	}
	if ref := d.Address.USB.Bus; ref.IsSet() && u.buses[ref.V()] == nil {
		u.noBus(d)
		return false
	}
	u.Diag.Error(source.OutOfRange, source.First(d.Address.Ref, d.Ref), "there is no free USB port").WithHint("add a USB controller")
	return false
}

func setUSB(d *domain.Device, bus uint64, path []uint64) {
	const rule = "address: next free USB port"
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = strconv.FormatUint(p, 10)
	}
	a := &d.Address
	if !a.Type.IsSet() {
		a.Ref, a.Type = source.Rule(rule), source.Default(rule, domain.AddressUSB)
	}
	a.USB.Bus.SetDefault(rule, bus)
	a.USB.Port = source.Default(rule, strings.Join(parts, "."))
}
