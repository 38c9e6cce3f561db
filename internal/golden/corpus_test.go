package golden

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

var corpus = flag.String("corpus", "", "a `directory` of recorded domains to audit: cases.tsv, cases and sysroot")

// TestCorpus audits recorded domains in both profiles. What is left over of them
// must stand in docs/coverage.md with its reason, and mistakes planted into them
// are reported as TestPlants wants it.
func TestCorpus(t *testing.T) {
	if *corpus == "" {
		t.Skip("no -corpus is given; make audit gives it")
	}
	var fields []*field
	left := map[string]string{} // a path without numbers, and a place of it
	for _, c := range readCorpus(t, *corpus) {
		for _, prof := range []profile.Profile{profile.Run, profile.Libvirt} {
			s := *c.settings
			s.Profile = prof
			name := c.name + " " + prof.Name
			noteLeft(t, name, c.data, &s, left)
			if f := newField(name, c.data, &s); f != nil {
				fields = append(fields, f)
			}
		}
	}
	t.Logf("%d translations", len(fields))
	compareCoverage(t, left)
	plantAll(t, fields, plants)
}

// recorded is a domain of a corpus.
type recorded struct {
	name     string
	data     []byte
	settings *translate.Settings
}

func readCorpus(t *testing.T, dir string) []recorded {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "cases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	hostFacts := host.Open(os.DirFS(filepath.Join(dir, "sysroot")), host.Decoder{Network: parse.Network, Pool: parse.Pool})
	var list []recorded
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		columns := strings.Split(line, "\t") // xml, arch, qemu, ...
		data, err := os.ReadFile(filepath.Join(dir, columns[0]))
		if err != nil {
			t.Fatal(err)
		}
		version, err := qemu.ParseVersion(columns[2])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, recorded{columns[0], data, &translate.Settings{
			Version: version, HostArch: qemu.X86_64, HostAssumed: true, Host: hostFacts, Look: everything, RuntimeDir: "/run/user/1000",
		}})
	}
	return list
}

var siblings = regexp.MustCompile(`\[\d+\]`)

// noteLeft enters into left what is left over of a domain that translates.
func noteLeft(t *testing.T, name string, data []byte, s *translate.Settings, left map[string]string) {
	t.Helper()
	tree, err := parse.Read(data)
	if err != nil {
		return
	}
	diag := translate.Tree(tree, s).Diag
	if diag.Errors() > 0 {
		return
	}
	for _, d := range diag.All() {
		if d.ID == source.NotTranslated && d.Severity == source.Warning {
			path := siblings.ReplaceAllString(tree.Path(d.Ref), "")
			left[path] = name + ": " + d.Text
		}
	}
}

var coverageRow = regexp.MustCompile("(?m)^\\| `(/domain[^`]*)` \\|")

// compareCoverage holds what is left over against the rows of docs/coverage.md.
func compareCoverage(t *testing.T, left map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, m := range coverageRow.FindAllStringSubmatch(string(text), -1) {
		known = append(known, m[1])
	}
	for path, where := range left {
		if !slices.Contains(known, path) {
			t.Errorf("%s is left over, and docs/coverage.md does not say why: %s", path, where)
		}
	}
}
