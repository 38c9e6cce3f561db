package parse

import (
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/domain"
)

func TestParseSet(t *testing.T) {
	for _, c := range []struct {
		text string
		want domain.Set
		ok   bool
	}{
		{"0", domain.Set{0}, true},
		{"0-3,^2, 7", domain.Set{0, 1, 3, 7}, true},
		{"4,1-2", domain.Set{1, 2, 4}, true},
		{"0,^0", nil, true},
		{"^0,0", domain.Set{0}, true},
		{"", nil, false},
		{"3-1", nil, false},
		{"1,,2", nil, false},
		{"^1-2", nil, false},
		{"16384", nil, false},
		{"-1", nil, false},
		{strings.Repeat("0-16383,", 1<<20) + "0", nil, false},
	} {
		got, ok := parseSet(c.text)
		if ok != c.ok || !slices.Equal(got, c.want) {
			t.Errorf("parseSet(%.20q) = %v, %v; want %v, %v", c.text, got, ok, c.want, c.ok)
		}
	}
}
