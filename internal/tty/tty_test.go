package tty

import (
	"slices"
	"strings"
	"testing"
)

func TestPrintable(t *testing.T) {
	if got, want := Printable("a\x1b[31m\u0085\u202eb\t日"), "a\uFFFD[31m\uFFFD\uFFFDb\t日"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "日本": 4, "e\u0301": 1, "é": 1} {
		if got := Width(s); got != want {
			t.Errorf("%q is %d columns wide, want %d", s, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want []string
	}{
		{"", 5, []string{""}},
		{"short", 5, []string{"short"}},
		{"one two three", 8, []string{"one two ", "three"}},
		{"/domain/devices/disk", 12, []string{"/domain/", "devices/disk"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"日本語", 4, []string{"日本", "語"}},
		{"日本", 1, []string{"日", "本"}},
	} {
		got := Wrap(c.s, c.most)
		if !slices.Equal(got, c.want) || strings.Join(got, "") != c.s {
			t.Errorf("%q in %d columns: got %q, want %q", c.s, c.most, got, c.want)
		}
	}
}
