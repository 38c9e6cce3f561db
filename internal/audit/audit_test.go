package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

const sample = `<domain type='kvm'>
  <title lang='en'>for people</title>
  <name>a</name>
  <colour depth='8'><red/></colour>
  <features><acpi/><pmu/></features>
  <x:memory xmlns:x='urn:x'>1</x:memory>
  <devices>
    <rng model='virtio' modell='9'>text</rng>
    <!-- a comment -->
    tail
  </devices>
  <cputune>
    <share>9</share>
    <vcpupin vcpu='0' cpu='1'/>
  </cputune>
</domain>`

func TestLeftovers(t *testing.T) {
	tree, err := parse.Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	// Elements are numbered from 1: domain, title, name, colour, red, features,
	// acpi, hap, x:memory, devices, rng.
	opts := []option.Option{
		*option.New("name").Str("guest", "a", source.Text(3)),
		*option.New("machine").Bool("acpi", true, source.Element(7)),
		*option.New("device").Add("x", option.Object(option.P("y", option.String("z"), source.Attr(11, 0)))),
	}
	said := []source.Diag{{Ref: source.Attr(1, 0)}}
	var got []string
	for _, d := range Leftovers(tree, 1, Translation{Options: opts, Said: said}) {
		p := tree.Position(d.Ref)
		got = append(got, fmt.Sprintf("%s %s %d: %s", d.ID, p.Path, p.Line, d.Text))
	}
	want := []string{
		"not-translated /domain/title/@lang 2: unknown attribute lang of this <title>",
		"no-meaning /domain/title 2: a title for people",
		"not-translated /domain/colour 4: unknown element <colour> in this <domain>",
		"not-translated /domain/features/pmu 5: the element <pmu> has no effect here",
		"not-translated /domain/x:memory 6: the element <x:memory> is in a namespace that neither libvirt nor QEMU reads",
		"not-translated /domain/devices/rng/@modell 8: unknown attribute modell of this <rng>",
		`not-translated /domain/devices/rng 8: stray text "text" in <rng>`,
		`not-translated /domain/devices 10: stray text "tail" in <devices>`,
		"run-time /domain/cputune 12: applied by control groups and CPU affinity",
		"not-translated /domain/cputune/share 13: unknown element <share> in this <cputune>",
		"not-translated /domain/cputune/vcpupin/@cpu 14: unknown attribute cpu of this <vcpupin>",
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

func TestHints(t *testing.T) {
	tree, err := parse.Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	hints := map[string]string{}
	for _, d := range Leftovers(tree, 1, Translation{Refused: true}) {
		hints[tree.Position(d.Ref).Path] = d.Hint
	}
	for path, want := range map[string]string{
		"/domain/devices/rng/@modell":  `did you mean "model"?`,
		"/domain/cputune/share":        `did you mean "shares"?`,
		"/domain/cputune/vcpupin/@cpu": `did you mean "vcpu"?`,
		"/domain/colour":               "check its spelling and place",
	} {
		if hints[path] != want {
			t.Errorf("%s: hint %q, want %q", path, hints[path], want)
		}
	}
	if _, said := hints["/domain/features/pmu"]; said {
		t.Error("of a refused domain, something is reported that is read")
	}
}

func TestInside(t *testing.T) {
	tree, err := parse.Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	said := &source.Diags{}
	said.Info(source.NoMeaning, source.Element(11), "no generator is wanted").Inside(source.Element(11))
	var got []string
	for _, d := range Leftovers(tree, 1, Translation{Said: said.All()}) {
		if path := tree.Position(d.Ref).Path; strings.HasPrefix(path, "/domain/devices/rng") {
			got = append(got, path)
		}
	}
	if want := []string{"/domain/devices/rng/@modell", "/domain/devices/rng"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNextName(t *testing.T) {
	for _, c := range []struct{ pattern, path, want string }{
		{"domain/title/text()", "domain", "title"},
		{"domain/title/text()", "domain/title", "text()"},
		{"domain/title/text()", "domain/titles", ""},
		{"domain/@id", "domain", "@id"},
		{"domain/*/x", "domain", ""},
		{"domain/*/x", "domain/y", "x"},
		{"**/alias/@name", "domain/devices/disk", "alias"},
		{"**/alias/@name", "domain/devices/disk/alias", "@name"},
	} {
		if got, ok := nextName(c.pattern, c.path); got != c.want && ok {
			t.Errorf("nextName(%q, %q) = %q", c.pattern, c.path, got)
		}
	}
}
