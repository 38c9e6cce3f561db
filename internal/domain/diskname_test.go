package domain

import "testing"

func TestDiskName(t *testing.T) {
	for _, c := range []struct {
		target    string
		index     uint64
		partition string
		ok        bool
	}{
		{"vda", 0, "", true},
		{"sdz", 25, "", true},
		{"sdaa", 26, "", true},
		{"xvdba", 52, "", true},
		{"hdb3", 1, "3", true},
		{"hdb03", 0, "", false},
		{"vdb-1", 0, "", false},
		{"disk", 0, "", false},
		{"", 0, "", false},
		{"hd", 0, "", false},
		{"hd1", 0, "", false},
		{"vdzzzzzzzzzzzz", 0, "", false},
	} {
		index, partition, ok := DiskName(c.target)
		if index != c.index || partition != c.partition || ok != c.ok {
			t.Errorf("DiskName(%q) = %d, %q, %v", c.target, index, partition, ok)
		}
	}
}
