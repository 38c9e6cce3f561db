package source

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"address", "bus", "dev", "queues", "type"}
	for got, want := range map[string]string{
		"adress": "address", "addresss": "address", "bsu": "", "bu": "bus", "tpye": "type", "queue": "queues", "colour": "", "": "",
	} {
		if near := Nearest(got, known); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
}

func TestCompanion(t *testing.T) {
	size := Text(3).With(Attr(3, 1))
	if unit, ok := size.Companion(); !ok || unit != Attr(3, 1) {
		t.Errorf("got %v, %v", unit, ok)
	}
	for _, r := range []Ref{Text(3), Text(3).With(Attr(4, 1)), Text(3).With(Ref{}), Attr(3, 0).With(Attr(3, 300))} {
		if with, ok := r.Companion(); ok {
			t.Errorf("%v has the companion %v", r, with)
		}
	}
}
