package bench

import (
	"os"
	"testing"
)

// budget is how many allocations the whole work on each input takes. More than
// a tenth above it fails: what is worth that raises the budget here, with the
// reason in the commit.
var budget = map[string]float64{"1k": 772, "5k": 2344, "20k": 8956}

func TestAllocationBudget(t *testing.T) {
	for _, size := range sizes {
		data, err := os.ReadFile("testdata/" + size + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		got := testing.AllocsPerRun(20, func() {
			if err := mustWhole(data); err != nil {
				t.Fatal(err)
			}
		})
		t.Logf("%s: %.0f allocations, budget %.0f", size, got, budget[size])
		if got > 1.1*budget[size] {
			t.Errorf("%s: %.0f allocations, which is more than a tenth above the budget of %.0f", size, got, budget[size])
		}
	}
}
