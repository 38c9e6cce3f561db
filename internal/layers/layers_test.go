// Package layers holds the rooms of the architecture apart: a test fails when
// an import points up, or when a room takes a package that is another's.
package layers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/qemuxml/qemuxml/"

// may lists what each room may import of this module.
var may = map[string][]string{
	"internal/source":          {},
	"internal/profile":         {},
	"internal/domain":          {"source"},
	"internal/resolve/pciaddr": {"domain"},
	"internal/qemu":            {"source"},
	"internal/option":          {"source"},
	"internal/override":        {"source", "domain"},
	"internal/plan":            {"source"},
	"internal/parse":           {"source", "domain"},
	"internal/host":            {"source", "domain"},
	"internal/binaries":        {"source", "domain", "qemu", "host", "profile"},
	"internal/resolve":         {"source", "domain", "qemu", "host", "profile", "binaries", "resolve/pciaddr"},
	"internal/argv":            {"source", "domain", "qemu", "host", "profile", "binaries", "resolve", "option", "plan"},
	"internal/audit":           {"source", "option", "parse"},
	"internal/render":          {"option"},
	"internal/cmdline":         {"source", "option", "render"},
	"internal/diff":            {"source", "option", "cmdline"},
	"internal/image":           {},
	"internal/hostfiles":       {"source", "domain", "host", "plan", "cmdline", "image"},
	"internal/hostcheck":       {"source", "domain", "qemu", "host", "plan", "cmdline", "image", "hostfiles"},
	"internal/translate":       {"source", "domain", "qemu", "host", "profile", "binaries", "resolve", "option", "plan", "override", "parse", "argv", "audit"},
	"internal/export":          {"source", "domain", "qemu", "option", "plan", "render"},
	"internal/launch":          {"source", "plan", "render"},
	"internal/tty":             {},
	"internal/explain":         {"source", "domain", "option", "parse", "render", "translate", "tty"},
}

// pure are the rooms that touch no file, process, clock, chance or network.
var pure = []string{"source", "profile", "domain", "qemu", "option", "plan", "override", "parse", "binaries", "resolve", "resolve/pciaddr", "argv", "audit", "render", "translate", "cmdline", "diff", "image", "hostfiles", "hostcheck", "export", "tty", "explain"}

// impure are the packages that a pure room keeps away from.
var impure = []string{"os", "os/exec", "time", "math/rand", "math/rand/v2", "crypto/rand", "net", "log", "log/slog", "syscall"}

// owners says which rooms a package is for.
var owners = map[string][]string{
	"github.com/beevik/etree": {"internal/parse", "internal/audit", "internal/bench"},
	"github.com/spf13/cobra":  {"cmd/qemuxml"},
	"github.com/google/shlex": {"internal/cmdline"},

	"github.com/vishvananda/netlink": {"internal/launch"},
}

func TestImportsPointDown(t *testing.T) {
	for file, imports := range sourceImports(t) {
		room := filepath.ToSlash(filepath.Dir(file))
		for _, path := range imports {
			check(t, file, room, path)
		}
	}
}

func check(t *testing.T, file, room, path string) {
	t.Helper()
	if inner, ok := strings.CutPrefix(path, module+"internal/"); ok {
		if allowed, known := may[room]; known && !slices.Contains(allowed, inner) {
			t.Errorf("%s imports %s, which %s may not", file, inner, room)
		}
	}
	if rooms, ok := owners[path]; ok && !slices.Contains(rooms, room) {
		t.Errorf("%s imports %s, which is for %s", file, path, strings.Join(rooms, " and "))
	}
	if slices.Contains(pure, strings.TrimPrefix(room, "internal/")) && slices.Contains(impure, path) {
		t.Errorf("%s imports %s, but %s is pure", file, path, room)
	}
}

// sourceImports are the imports of each Go file but the tests.
func sourceImports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("../..", name)
		for _, i := range file.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			found[rel] = append(found[rel], path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatal("no Go files found")
	}
	return found
}
