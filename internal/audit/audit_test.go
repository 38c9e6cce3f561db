package audit

import (
	"fmt"
	"slices"
	"testing"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

const sample = `<domain type='kvm'>
  <title>for people</title>
  <name>a</name>
  <colour depth='8'><red/></colour>
  <features><acpi/><tint/></features>
  <x:memory xmlns:x='urn:x'>1</x:memory>
  <devices>
    <rng model='virtio' speed='9'>stray</rng>
  </devices>
</domain>`

func TestLeftovers(t *testing.T) {
	tree, err := parse.Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	// Elements are numbered from 1: domain, title, name, colour, red, features,
	// acpi, tint, x:memory, devices, rng.
	opts := []option.Option{
		*option.New("name").Str("guest", "a", source.Text(3)),
		*option.New("machine").Bool("acpi", true, source.Element(7)),
		*option.New("device").Add("x", option.Object(option.P("y", option.String("z"), source.Attr(11, 0)))),
	}
	said := []source.Diag{{Ref: source.Attr(1, 0)}}
	var got []string
	for _, d := range Leftovers(tree, 1, opts, said) {
		p := tree.Position(d.Ref)
		got = append(got, fmt.Sprintf("%s %s %d", d.ID, p.Path, p.Line))
	}
	want := []string{
		"no-meaning /domain/title 2",
		"not-translated /domain/colour 4",
		"not-translated /domain/features/tint 5",
		"not-translated /domain/x:memory 6",
		"not-translated /domain/devices/rng/@speed 8",
		"not-translated /domain/devices/rng 8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"domain/title", "domain/title", true},
		{"domain/title", "domain/title/x", false},
		{"domain/*/x", "domain/y/x", true},
		{"domain/*/x", "domain/y/z/x", false},
		{"**/alias", "domain/devices/disk/alias", true},
		{"**/alias", "domain/devices/disk/myalias", false},
	} {
		if got := matches(c.pattern, c.path); got != c.want {
			t.Errorf("matches(%q, %q) = %v", c.pattern, c.path, got)
		}
	}
}
