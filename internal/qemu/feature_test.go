package qemu

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func target(v string, a Arch) *Target {
	version, err := ParseVersion(v)
	if err != nil {
		panic(err)
	}
	return &Target{Version: version, Arch: a}
}

func TestHas(t *testing.T) {
	for _, c := range []struct {
		version string
		arch    Arch
		feature Feature
		want    bool
	}{
		{"7.1", X86_64, "netdev.json", false},
		{"7.2", X86_64, "netdev.json", true},
		{"7.2.15", PPC64, "netdev.json", true},
		{"9.0", X86_64, "virtio-blk-pci.scsi", true},
		{"9.1", X86_64, "virtio-blk-pci.scsi", false},
		{"0.9.0", X86_64, "drive", false},
		{"0.9.1", X86_64, "drive", true},
		{"0.10.0", X86_64, "no-kqemu", true},
		{"0.11.0", X86_64, "no-kqemu", false},
		{"8.2", X86_64, "no-hpet", true},
		{"8.2", AArch64, "no-hpet", false},
		{"10.0", S390X, "virtio-mem-pci", true},
		{"9.2", S390X, "virtio-mem-pci", false},
		{"8.2", AArch64, "virtio-mem-pci", true},
		{"9.0", SPARC, "virtio-net", false},
		{"4.1", X86_64, "blockdev", false},
		{"4.2", X86_64, "blockdev", true},
		{"11.1", I686, "machine-hpet", true},
	} {
		if got := target(c.version, c.arch).Has(c.feature); got != c.want {
			t.Errorf("QEMU %s for %s: Has(%q) = %t", c.version, c.arch, c.feature, got)
		}
	}
}

func byName(a, b row) int { return strings.Compare(a.name, b.name) }

// Looking a name up rests on the order of the tables.
func TestTablesAreSorted(t *testing.T) {
	seen := map[string]int{}
	for i, table := range featureTables {
		if !slices.IsSortedFunc(table, byName) {
			t.Errorf("feature table %d is not sorted", i)
		}
		for _, r := range table {
			if at, ok := seen[r.name]; ok && at != i {
				t.Errorf("%q stands in two tables", r.name)
			}
			seen[r.name] = i
		}
	}
	if !slices.IsSortedFunc(optionTable, func(a, b optionRow) int { return strings.Compare(a.flag, b.flag) }) {
		t.Error("the option table is not sorted")
	}
}

// A misspelt feature would silently be one that no QEMU has.
func TestFeaturesAskedForAreKnown(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		return checkFeatures(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFeatures(t *testing.T, path string) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if name, ok := featureArgument(n); ok && !known(Feature(name)) {
			t.Errorf("%s: Has(%q): no such feature in internal/qemu/feature_*.go", fset.Position(n.Pos()), name)
		}
		return true
	})
	return nil
}

// featureArgument is the literal in a call of Has on something called target.
func featureArgument(n ast.Node) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return "", false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "Has" || !isTarget(method.X) {
		return "", false
	}
	literal, ok := call.Args[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	name, err := strconv.Unquote(literal.Value)
	return name, err == nil
}

func isTarget(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return strings.EqualFold(x.Name, "target") || x.Name == "t"
	case *ast.SelectorExpr:
		return strings.EqualFold(x.Sel.Name, "target")
	}
	return false
}
