package domain

import "testing"

func TestSetString(t *testing.T) {
	for want, s := range map[string]Set{"": nil, "5": {5}, "0-3,7": {0, 1, 2, 3, 7}, "1,3": {1, 3}} {
		if got := s.String(); got != want {
			t.Errorf("%v is written %q, want %q", []uint64(s), got, want)
		}
	}
}

func TestSetWith(t *testing.T) {
	if got := (Set{1, 4}).With(Set{2, 4}).String(); got != "1-2,4" {
		t.Errorf("got %s", got)
	}
}
