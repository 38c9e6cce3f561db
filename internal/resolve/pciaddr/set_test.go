package pciaddr

import (
	"slices"
	"testing"

	"github.com/qemuxml/qemuxml/internal/domain"
)

func set(models ...string) *Set {
	s := &Set{}
	for _, m := range models {
		s.Add(m)
	}
	return s
}

func next(t *testing.T, s *Set, want Connect) string {
	t.Helper()
	a, refusal := s.Next(want, 0, AnyFunction)
	if refusal != nil {
		return refusal.Text
	}
	return a.String()
}

func TestPortsShareSlots(t *testing.T) {
	s, last := set(domain.PCIeRoot), ""
	for range 9 {
		last = next(t, s, TakenBy(domain.PCIeRootPort))
	}
	if want := "0000:00:02.0"; last != want {
		t.Errorf("the ninth port is at %s, want %s", last, want)
	}
}

func TestEndpointsStayOffTheRootBus(t *testing.T) {
	s := set(domain.PCIeRoot)
	if got, want := next(t, s, PCIe|Auto), "there is no free slot for a PCI Express device"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if refusal := s.Take(&Addr{Slot: 4}, PCI|Auto, 0); refusal != nil {
		t.Errorf("the XML can't put a device there: %s", refusal.Text)
	}
}

func TestGrowth(t *testing.T) {
	for _, c := range []struct {
		name string
		set  *Set
		want Connect
		at   string
		add  []string
	}{
		{"Express", set(domain.PCIeRoot), PCIe | Auto, "0000:01:00.0", []string{domain.PCIeRootPort}},
		{"conventional on Express", set(domain.PCIeRoot), PCI | Auto, "0000:02:01.0", []string{domain.PCIeRootPort, domain.PCIeToPCIBridge}},
		{"conventional behind DMI", &Set{DMIBridges: true, buses: set(domain.PCIeRoot).buses}, PCI | Auto, "0000:02:01.0", []string{domain.DMIToPCIBridge, domain.PCIBridge}},
		{"a switch", set(domain.PCIeRoot), UpstreamPort, "0000:01:00.0", []string{domain.PCIeRootPort}},
		{"nothing takes it", set(domain.PCIeRoot), DownstreamPort, "there is no free slot for a pcie-switch-downstream-port, and none can be added", nil},
	} {
		c.set.Grows = true
		if got := next(t, c.set, c.want); got != c.at {
			t.Errorf("%s: at %s, want %s", c.name, got, c.at)
		}
		var added []string
		for i := 1; i < c.set.Len(); i++ {
			added = append(added, c.set.Model(i))
		}
		if !slices.Equal(added, c.add) {
			t.Errorf("%s: added %v, want %v", c.name, added, c.add)
		}
	}
}

// TestBridgesGrow holds that a bridge without a slot gets a bus where that is
// wanted, and nowhere else.
func TestBridgesGrow(t *testing.T) {
	for grows, want := range map[bool]string{true: "0000:01:01.0", false: "there is no free slot for a pci-bridge, and none can be added"} {
		s := set(domain.PCIRoot)
		s.Grows, s.BridgesGrow = true, grows
		for range maxSlot {
			next(t, s, PCI|Auto)
		}
		if got := next(t, s, TakenBy(domain.PCIBridge)); got != want {
			t.Errorf("with BridgesGrow %v: %s, want %s", grows, got, want)
		}
	}
}

func TestIsolation(t *testing.T) {
	s := set(domain.PCIRoot, domain.PCIRoot, domain.PCIRoot)
	s.ManyRoots = true
	s.Isolate(0)
	var got []uint64
	for _, group := range []uint{1, 0, 2, 1} {
		a, refusal := s.Next(PCI|Auto, group, AnyFunction)
		if refusal != nil {
			t.Fatal(refusal.Text)
		}
		got = append(got, a.Bus)
	}
	if want := []uint64{1, 0, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("groups 1, 0, 2, 1 are on buses %v, want %v", got, want)
	}
}

// FuzzSet holds that no place is given out twice, and that each is where the
// bus has slots.
func FuzzSet(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	wants := []Connect{PCI | Auto, PCIe | Auto, TakenBy(domain.PCIeRootPort), UpstreamPort, DownstreamPort, PCIBridge, PCIeExpander, PCI | Auto | Integrated}
	f.Fuzz(func(t *testing.T, steps []byte) {
		s, seen := set(domain.PCIeRoot), map[Addr]bool{}
		s.Grows = true
		for _, step := range steps {
			a, refusal := s.Next(wants[int(step)%len(wants)], uint(step>>6), AnyFunction)
			if refusal != nil {
				continue
			}
			if b := s.buses[a.Bus]; seen[a] || a.Slot < b.first || a.Slot > b.last {
				t.Fatalf("%s on a %s, seen %v", a, b.model, seen[a])
			}
			seen[a] = true
		}
	})
}
