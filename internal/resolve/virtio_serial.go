package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// serialBus is a virtio-serial controller and the ports that are taken.
type serialBus struct {
	index uint64
	ports uint64
	taken map[uint64]bool
	low   uint64 // no port below it but 0 is free
}

// defaultSerialPorts is how many ports QEMU gives a controller.
// Source: VIR_DOMAIN_DEFAULT_VIRTIO_SERIAL_PORTS.
const defaultSerialPorts = 31

func newSerialBus(c *domain.Controller) *serialBus {
	return &serialBus{
		index: c.Index.V(), ports: c.Ports.Or("default: ports of a virtio-serial controller", defaultSerialPorts).V(),
		taken: map[uint64]bool{}, low: 1,
	}
}

// next is the first free port from first, which is 0 or 1, on.
func (b *serialBus) next(first uint64) (uint64, bool) {
	if first == 0 && b.ports > 0 && !b.taken[0] {
		return 0, true
	}
	for b.low < b.ports && b.taken[b.low] {
		b.low++
	}
	return b.low, b.low < b.ports
}

// serialBuses are the virtio-serial controllers by their index.
type serialBuses struct {
	list []*serialBus
	// full is how many at the start of list have no free port from 0 or 1 on.
	full [2]int
}

func (s *serialBuses) find(index uint64) (at int, ok bool) {
	return slices.BinarySearchFunc(s.list, index, func(b *serialBus, index uint64) int { return int(b.index) - int(index) })
}

func (s *serialBuses) at(index uint64) *serialBus {
	i, ok := s.find(index)
	if !ok {
		return nil
	}
	return s.list[i]
}

// next is the first bus with a free port from first, which is 0 or 1, on, and that
// port; nil where all are full.
func (s *serialBuses) next(first uint64) (*serialBus, uint64) {
	for ; s.full[first] < len(s.list); s.full[first]++ {
		b := s.list[s.full[first]]
		if port, ok := b.next(first); ok {
			return b, port
		}
	}
	return nil, 0
}

func (s *serialBuses) insert(b *serialBus) {
	at, _ := s.find(b.index)
	s.list = slices.Insert(s.list, at, b)
	s.full[0], s.full[1] = min(s.full[0], at), min(s.full[1], at)
}

// virtioSerialPorts gives virtio channels their ports. Consoles are left to QEMU,
// which gives them port 0 first; no channel may have it.
// Source: qemuDomainAssignVirtioSerialAddresses.
func (r *resolver) virtioSerialPorts() {
	buses := &serialBuses{}
	for _, c := range r.dom.Devices.Controllers {
		if c.Type.V() == "virtio-serial" {
			buses.list = append(buses.list, newSerialBus(c))
		}
	}
	for d := range r.dom.Devices.All() {
		if completeSerial(d.Info()) {
			r.takeSerialPort(buses, d.Info())
		}
	}
	for _, c := range r.dom.Devices.Consoles {
		if c.Target.Type.V() == "virtio" && !completeSerial(&c.Device) {
			r.reserveConsolePort(buses, c)
		}
	}
	for _, c := range r.dom.Devices.Channels {
		if c.Target.Type.V() == "virtio" && !completeSerial(&c.Device) {
			r.channelPort(buses, c)
		}
	}
}

// completeSerial tells whether d has a port of a virtio-serial controller;
// port 0 stands for none.
func completeSerial(d *domain.Device) bool {
	return d.Address.Is(domain.AddressVirtioSerial) && d.Address.VirtioSerial.Port.V() != 0
}

// takeSerialPort takes the port that the XML gives d.
func (r *resolver) takeSerialPort(buses *serialBuses, d *domain.Device) {
	a := &d.Address.VirtioSerial
	bus, port := buses.at(a.Controller.V()), a.Port.V()
	switch {
	case bus == nil:
		r.Diag.Error(source.Invalid, d.Address.Ref, "there is no virtio-serial controller %d", a.Controller.V())
	case port >= bus.ports:
		r.Diag.Error(source.OutOfRange, a.Port.Ref(), "virtio-serial controller %d has ports up to %d only", bus.index, int64(bus.ports)-1)
	case bus.taken[port]:
		r.Diag.Error(source.Duplicate, a.Port.Ref(), "port %d of virtio-serial controller %d is taken already", port, bus.index)
	default:
		bus.taken[port] = true
	}
}

// reserveConsolePort takes a port for a console. Libvirt takes one of the first
// controller for a console that names any, and none for a console without an
// address, which then may find none.
func (r *resolver) reserveConsolePort(buses *serialBuses, c *domain.CharDevice) {
	switch {
	case c.Address.Is(domain.AddressVirtioSerial):
		r.portOn(buses.at(0), &c.Device)
		return
	case !r.Profile.Adapt:
		return
	}
	bus, port := r.freeSerialPort(buses, 0)
	bus.taken[port] = true
}

// channelPort gives a channel the next free port: of the controller that the
// XML names, or of any.
func (r *resolver) channelPort(buses *serialBuses, c *domain.CharDevice) {
	const rule = "address: next free virtio-serial port"
	a := &c.Address
	if a.Is(domain.AddressVirtioSerial) {
		if port, ok := r.portOn(buses.at(a.VirtioSerial.Controller.V()), &c.Device); ok {
			a.VirtioSerial.Port = source.Default(rule, port)
			if bus := &a.VirtioSerial.Bus; bus.V() != 0 {
				r.Diag.Info(source.NoMeaning, bus.Ref(), "a virtio-serial controller has bus 0 only")
				*bus = source.Default(rule, uint64(0))
			}
		}
		return
	}
	bus, port := r.freeSerialPort(buses, 1)
	bus.taken[port] = true
	*a = domain.Address{
		Ref: source.Rule(rule), Type: source.Default(rule, domain.AddressVirtioSerial),
		VirtioSerial: domain.VirtioSerialAddress{
			Controller: source.Default(rule, bus.index), Bus: source.Default(rule, uint64(0)), Port: source.Default(rule, port),
		},
	}
}

// portOn takes the next free port of bus for d.
func (r *resolver) portOn(bus *serialBus, d *domain.Device) (port uint64, ok bool) {
	if bus != nil {
		port, ok = bus.next(1)
	}
	if !ok {
		r.Diag.Error(source.OutOfRange, d.Address.Ref, "virtio-serial controller %d is not there, or has no free port", d.Address.VirtioSerial.Controller.V())
		return 0, false
	}
	bus.taken[port] = true
	return port, true
}

// freeSerialPort is the first free port from first on, of a controller that is added
// where all are full.
func (r *resolver) freeSerialPort(buses *serialBuses, first uint64) (*serialBus, uint64) {
	if bus, port := buses.next(first); bus != nil {
		return bus, port
	}
	index := uint64(0)
	for r.at.At("virtio-serial", index) != nil {
		index++
	}
	bus := newSerialBus(r.addController("virtio-serial", index, source.Default("implied: all virtio-serial ports are taken", "")))
	buses.insert(bus)
	return bus, first
}
