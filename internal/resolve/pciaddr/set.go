package pciaddr

import "fmt"

// Buses is how many buses there can be: their number is a byte.
const Buses = 256

// functions is how many functions a slot has.
const functions = 8

// AnyFunction asks Next for whatever function of a slot is free.
const AnyFunction = -1

// Addr is a function of a slot of a bus. All addresses are of PCI domain 0.
type Addr struct{ Bus, Slot, Function uint64 }

func (a Addr) String() string { return fmt.Sprintf("0000:%02x:%02x.%x", a.Bus, a.Slot, a.Function) }

// Refusal says why there is no place.
type Refusal struct {
	// Taken tells that the place is there and someone else's.
	Taken bool
	// Unfit tells that the bus is there and takes other devices only.
	Unfit bool
	Text  string
	Hint  string
}

func refuse(hint, format string, args ...any) *Refusal {
	return &Refusal{Text: fmt.Sprintf(format, args...), Hint: hint}
}

// bus is a bus and what is taken of it.
type bus struct {
	traits
	model string
	slots [maxSlot + 1]slot
	used  int // slots with a function taken
	// group is the isolation group that the bus serves; with locked it stays so.
	group  uint
	locked bool
}

type slot struct {
	functions uint8 // a bit for each that is taken
	aggregate bool  // the first that came shares the slot with its kind
}

// full tells whether each slot has a function taken.
func (b *bus) full() bool { return uint64(b.used) == b.last-b.first+1 }

// Set is the buses of a machine.
type Set struct {
	// Grows: buses are added as devices need them.
	Grows bool
	// ManyRoots: the machine can have several pci-root buses.
	ManyRoots bool
	// DMIBridges: there is no pcie-to-pci-bridge, only dmi-to-pci-bridge.
	DMIBridges bool
	// BridgesGrow: a bus is added for a bridge, too, that finds no slot. libvirt
	// adds none, and so refuses as many devices as leave no slot of the last bus
	// to the bridges that they need (virDomainPCIAddressSetGrow).
	BridgesGrow bool

	buses []*bus
	room  []bus // for those that are added next
	// start is the first bus that may have a free slot for a kind of device:
	// slots never become free again.
	start []startOf
}

// Len is how many buses there are.
func (s *Set) Len() int { return len(s.buses) }

// Model is the model of bus i.
func (s *Set) Model(i int) string { return s.buses[i].model }

// Add adds a bus of the given model at the end.
func (s *Set) Add(model string) {
	if len(s.room) == 0 {
		s.room = make([]bus, 8)
	}
	b := &s.room[0]
	s.room = s.room[1:]
	b.traits, b.model = traitsOf(model), model
	s.buses = append(s.buses, b)
}

// Isolate makes bus i serve the isolation group only that it serves now.
func (s *Set) Isolate(i int) { s.buses[i].locked = true }

// Used tells whether anything sits in a slot.
func (s *Set) Used(bus, slot uint64) bool { return s.buses[bus].slots[slot].functions != 0 }

// Full tells whether each slot of each bus is used.
func (s *Set) Full() bool {
	for _, b := range s.buses {
		if !b.full() {
			return false
		}
	}
	return true
}

// Take takes the place a, which the XML or the board gives, for a device that
// takes want. Where buses are added for it, a's bus may become another.
func (s *Set) Take(a *Addr, want Connect, group uint) *Refusal {
	if s.Grows {
		if r := s.growTo(a, want); r != nil {
			return r
		}
	}
	if r := s.Check(*a, want); r != nil {
		return r
	}
	b := s.buses[a.Bus]
	if b.slots[a.Slot].functions&(1<<a.Function) != 0 {
		return &Refusal{Taken: true, Text: fmt.Sprintf("the PCI address %s is taken already", *a), Hint: "leave the address out to have a free one chosen"}
	}
	if b.used > 0 && b.group != group {
		// Whoever gave the address knows better; the isolation is lost.
		b.group = 0
	}
	s.mark(*a, want, group)
	return nil
}

// Check tells why a device that takes want can't be put at a by the XML, nil
// where it can.
func (s *Set) Check(a Addr, want Connect) *Refusal {
	if len(s.buses) == 0 {
		return refuse("", "the machine has no PCI bus")
	}
	if a.Bus >= uint64(len(s.buses)) {
		return refuse("", "there is no PCI bus %d; the last is %d", a.Bus, len(s.buses)-1)
	}
	b := s.buses[a.Bus]
	if lack := b.unfit(a.Bus, want, true); lack != "" {
		r := refuse("leave the address out to have a fitting one chosen", "a %s does not fit into PCI bus %d: %s", want.name(), a.Bus, lack)
		r.Unfit = true
		return r
	}
	if a.Slot < b.first || a.Slot > b.last {
		return refuse("", "PCI bus %d (%s) has no slot %#x; its slots are %#x to %#x", a.Bus, b.model, a.Slot, b.first, b.last)
	}
	return nil
}

// unfit says why a device that takes want can't be on b, which is bus number
// nr; "" where it can. A device that the XML puts somewhere may be less choosy.
func (b *bus) unfit(nr uint64, want Connect, asked bool) string {
	offers := b.offers
	if want&Integrated != 0 {
		if nr != 0 {
			return "it has to be on bus 0"
		}
		offers |= Auto | endpoints // of the root complex both sorts can be parts
	}
	if asked {
		if offers&endpoints != 0 {
			offers |= endpoints
		}
		if want&PCIBridge != 0 {
			want |= PCI
		}
	} else if want&Auto != 0 && offers&Auto == 0 {
		return "nothing is put there unasked"
	}
	if want&offers&^qualities == 0 {
		return "a " + b.model + " does not take it"
	}
	return ""
}

// mark takes a place that is free.
func (s *Set) mark(a Addr, want Connect, group uint) {
	b := s.buses[a.Bus]
	sl := &b.slots[a.Slot]
	if sl.functions == 0 {
		if b.used == 0 && !b.locked {
			b.group = group // the first device decides for the whole bus
		}
		b.used++
		sl.aggregate = want&Aggregate != 0
	}
	sl.functions |= 1 << a.Function
}
