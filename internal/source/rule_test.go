package source

import (
	"fmt"
	"sync"
	"testing"
)

// TestRuleNumbers holds that a rule has one number, whoever asks first.
func TestRuleNumbers(t *testing.T) {
	const askers, names = 8, 300
	var got [askers][names]Ref
	var all sync.WaitGroup
	for a := range askers {
		all.Go(func() {
			for i := range names {
				got[a][i] = Rule(fmt.Sprint("test: rule ", (i*7+a*31)%names))
			}
		})
	}
	all.Wait()
	numbers := map[Ref]string{}
	for a := range askers {
		for i, r := range got[a] {
			want := fmt.Sprint("test: rule ", (i*7+a*31)%names)
			if r.Rule() != want {
				t.Fatalf("rule %q is called %q", want, r.Rule())
			}
			if other, ok := numbers[r]; ok && other != want {
				t.Fatalf("%q and %q have one number", want, other)
			}
			numbers[r] = want
		}
	}
	if len(numbers) != names {
		t.Errorf("%d rules have %d numbers", names, len(numbers))
	}
}
