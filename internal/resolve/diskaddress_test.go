package resolve

import "testing"

func TestDriveAddress(t *testing.T) {
	for _, c := range []struct {
		bus                     string
		index                   uint64
		controller, onBus, unit uint64
	}{
		{"ide", 0, 0, 0, 0},
		{"ide", 3, 0, 1, 1},
		{"ide", 4, 1, 0, 0},
		{"scsi", 7, 1, 0, 0},
		{"sata", 6, 1, 0, 0},
		{"fdc", 1, 0, 0, 1},
	} {
		a, ok := driveAddress(c.bus, c.index)
		if !ok || a.Controller.V() != c.controller || a.Bus.V() != c.onBus || a.Unit.V() != c.unit {
			t.Errorf("driveAddress(%q, %d) = %d:%d:%d, %v", c.bus, c.index, a.Controller.V(), a.Bus.V(), a.Unit.V(), ok)
		}
	}
	if _, ok := driveAddress("virtio", 0); ok {
		t.Error("a virtio disk has no drive address")
	}
}
