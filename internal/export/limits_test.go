package export

import "testing"

func TestWeight(t *testing.T) {
	for _, c := range []struct{ n, usual, want uint64 }{
		{1024, usualShares, 100},
		{2, usualShares, 1},
		{262144, usualShares, 10000},
		{1<<64 - 1, usualShares, 10000},
		{100, usualBlockWeight, 20},
		{500, usualBlockWeight, 100},
	} {
		if got := weight(c.n, c.usual); got != c.want {
			t.Errorf("weight(%d, %d) = %d, want %d", c.n, c.usual, got, c.want)
		}
	}
}
