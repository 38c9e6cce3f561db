package golden

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// plants is how many mistakes are planted over all golden cases.
const plants = 10_000

// TestPlants plants mistakes into the domains of all golden cases: each must be
// reported at its own line, and once.
func TestPlants(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "*", "in.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var fields []*field
	for _, file := range files {
		dir := filepath.Dir(file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if f := newField(filepath.Base(dir), data, settings(t, readConf(t, dir))); f != nil {
			fields = append(fields, f)
		}
	}
	count := plants
	if testing.Short() {
		count /= 10
	}
	plantAll(t, fields, count)
}

// plantAll plants count mistakes, in turn into each of the fields and of each
// kind.
func plantAll(t *testing.T, fields []*field, count int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for n := range count {
		f, kind := fields[n%len(fields)], kinds[n/len(fields)%len(kinds)]
		if err := f.plant(random, kind); err != nil {
			t.Errorf("%s: %s: %v", f.name, kind.name, err)
		}
	}
}

// field is a domain that translates, into which mistakes are planted.
type field struct {
	name     string
	data     []byte
	settings *translate.Settings
	sites    []site
}

// newField is a field with the given data; nil where it doesn't translate, or
// where its lines are not those of its bytes.
func newField(name string, data []byte, s *translate.Settings) *field {
	tree, err := parse.Read(data)
	if err != nil || !bytes.Contains(data, []byte("<domain")) {
		return nil
	}
	r := translate.Tree(tree, s)
	if r.Domain == nil || r.Diag.Errors() > 0 {
		return nil
	}
	unknown := map[int]bool{}
	for _, d := range r.Diag.All() {
		if d.ID == source.NotTranslated && d.Ref.IsElement() {
			unknown[d.Ref.Node()] = true
		}
	}
	return &field{name, data, s, findSites(data, r.Domain.Ref.Node(), unknown)}
}

// plant plants a mistake of the given kind at a random site, and says what is
// wrong with what is reported.
func (f *field) plant(random *rand.Rand, k kind) error {
	for range 1000 {
		s := &f.sites[random.IntN(len(f.sites))]
		if planted, at := k.plant(random, f.data, s); planted != nil {
			line := 1 + bytes.Count(planted[:at], []byte{'\n'})
			if err := f.reported(planted, line); err != nil {
				return fmt.Errorf("in <%s>, line %d: %w", s.name, line, err)
			}
			return nil
		}
	}
	return nil // such as stray text where every element holds text
}

// reported tells what is wrong with what is said about the line of planted; no
// two reports may be alike either.
func (f *field) reported(planted []byte, line int) error {
	tree, err := parse.Read(planted)
	if err != nil {
		return fmt.Errorf("%w in\n%s", err, planted)
	}
	var here []string
	seen := map[string]bool{}
	for _, d := range translate.Tree(tree, f.settings).Diag.All() {
		p := tree.Position(d.Ref)
		text := fmt.Sprintf("%d:%d %s %s: %s", p.Line, p.Col, d.ID, p.Path, d.Text)
		if d.Severity >= source.Warning && p.Line == line {
			here = append(here, text)
		}
		if seen[text] && d.ID == source.NotTranslated {
			return fmt.Errorf("reported twice: %s", text)
		}
		seen[text] = true
	}
	if len(here) != 1 {
		return fmt.Errorf("%d reports: %q: %s", len(here), here, strings.Split(string(planted), "\n")[line-1])
	}
	return nil
}
