package pciaddr

import "github.com/qemuxml/qemuxml/internal/domain"

// Next takes the next free place for a device that takes want: the given
// function of a free slot, or with AnyFunction the first.
func (s *Set) Next(want Connect, group uint, function int) (Addr, *Refusal) {
	if len(s.buses) == 0 {
		return Addr{}, refuse("", "the machine has no PCI bus")
	}
	a, found := s.find(want, group, function)
	if !found {
		if !s.Grows {
			return Addr{}, refuse("add a PCI controller, or leave all PCI controllers to be added as needed", "there is no free slot for a %s", want.name())
		}
		a = Addr{Bus: uint64(len(s.buses)), Function: a.Function}
		if r := s.growTo(&a, want); r != nil {
			return Addr{}, r
		}
		a.Slot = s.buses[a.Bus].first
		if lack := s.buses[a.Bus].unfit(a.Bus, want, false); lack != "" {
			return Addr{}, refuse("", "there is no free slot for a %s, and none can be added", want.name())
		}
	}
	s.mark(a, want, group)
	return a, nil
}

// find is the first free place for a device that takes want: on a bus of its
// isolation group, else on a bus that is still empty and can be given to it.
func (s *Set) find(want Connect, group uint, function int) (Addr, bool) {
	for i := s.skip(want, function); i < len(s.buses); i++ {
		if s.buses[i].group != group {
			continue
		}
		if a, ok := s.free(i, want, function); ok {
			return a, true
		}
	}
	for i, b := range s.buses {
		if b.used > 0 || b.locked {
			continue
		}
		if a, ok := s.free(i, want, function); ok {
			return a, true
		}
	}
	return Addr{Function: uint64(max(function, 0))}, false
}

// skip is the first bus that has a place for want, or could have one were it
// not for the isolation group. What lies before it is not looked at again.
func (s *Set) skip(want Connect, function int) int {
	if function != AnyFunction {
		return 0
	}
	at := s.startFor(want)
	for ; *at < len(s.buses); *at++ {
		if _, ok := s.free(*at, want, function); ok {
			break
		}
	}
	return *at
}

// startOf is where the search for want starts.
type startOf struct {
	want Connect
	at   int
}

// startFor is where the search for want starts: few kinds of devices there are.
func (s *Set) startFor(want Connect) *int {
	for i := range s.start {
		if s.start[i].want == want {
			return &s.start[i].at
		}
	}
	s.start = append(s.start, startOf{want: want})
	return &s.start[len(s.start)-1].at
}

// free is the first free place for want on bus i.
func (s *Set) free(i int, want Connect, function int) (Addr, bool) {
	b := s.buses[i]
	if b.unfit(uint64(i), want, false) != "" {
		return Addr{}, false
	}
	for nr := b.first; nr <= b.last; nr++ {
		if f, ok := b.slots[nr].free(want, function); ok {
			return Addr{uint64(i), nr, f}, true
		}
	}
	return Addr{}, false
}

// free is the function of s that a device which takes want can have: all slots
// that are empty will do, and those shared by its kind.
func (s *slot) free(want Connect, function int) (uint64, bool) {
	first := uint64(max(function, 0))
	if s.functions == 0 {
		return first, true
	}
	if want&Aggregate == 0 || !s.aggregate {
		return 0, false
	}
	for f := first; f < functions; f++ {
		if s.functions&(1<<f) == 0 {
			return f, true
		}
		if function != AnyFunction {
			break
		}
	}
	return 0, false
}

// growTo adds buses until a's bus is there. What is added is decided by the
// device that needs it.
func (s *Set) growTo(a *Addr, want Connect) *Refusal {
	missing := int(a.Bus) - len(s.buses) + 1
	if missing <= 0 {
		return nil
	}
	if a.Bus >= Buses {
		return refuse("", "the devices need more than %d PCI buses", Buses)
	}
	switch {
	case want&PCI != 0 && s.ManyRoots:
		s.addSame(missing, domain.PCIRoot)
	case want&PCI != 0:
		s.addConventional(a, missing)
	case want&(PCIe|UpstreamPort) != 0:
		s.addSame(missing, domain.PCIeRootPort)
	case want&PCIBridge != 0 && s.BridgesGrow:
		s.addSame(missing, domain.PCIBridge)
	default:
		return refuse("add the controller that it plugs into", "there is no free slot for a %s, and none can be added", want.name())
	}
	return nil
}

func (s *Set) addSame(n int, model string) {
	for range n {
		s.Add(model)
	}
}

// addConventional adds n conventional buses. Where no bus takes a bridge yet,
// all is PCI Express so far: the first of them is then a bridge from there to
// conventional PCI, which may need a bus of its own to sit on.
func (s *Set) addConventional(a *Addr, n int) {
	if s.takesBridges() {
		s.addSame(n, domain.PCIBridge)
		return
	}
	if n == 1 {
		n, a.Bus = 2, a.Bus+1
	}
	if s.DMIBridges {
		s.Add(domain.DMIToPCIBridge)
		s.addSame(n-1, domain.PCIBridge)
		return
	}
	s.Add(domain.PCIeRootPort)
	// This port is for the bridge alone, lest it be taken for a free one.
	s.buses[len(s.buses)-1].offers = PCIeToPCIBridge
	s.Add(domain.PCIeToPCIBridge)
	s.addSame(n-2, domain.PCIBridge)
}

func (s *Set) takesBridges() bool {
	for _, b := range s.buses {
		if b.offers&PCIBridge != 0 {
			return true
		}
	}
	return false
}
