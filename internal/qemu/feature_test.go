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
		for _, x := range featureExprs(n) {
			if name, ok := stringLiteral(x); ok && !known(Feature(name)) {
				t.Errorf("%s: no feature %q in internal/qemu/feature_*.go", fset.Position(x.Pos()), name)
			}
		}
		return true
	})
	return nil
}

// featureExprs are the expressions in n itself that are features: what Has is
// called with on something called target, the values of maps of features, and
// what functions return that return a feature.
func featureExprs(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		if method, ok := n.Fun.(*ast.SelectorExpr); ok && method.Sel.Name == "Has" && isTarget(method.X) {
			return n.Args
		}
	case *ast.CompositeLit:
		if m, ok := n.Type.(*ast.MapType); ok && isFeature(m.Value) {
			return mapValues(n)
		}
	case *ast.FuncDecl:
		if r := n.Type.Results; r != nil && isFeature(r.List[0].Type) {
			return returned(n)
		}
	}
	return nil
}

// returned are the first values that f returns, where they say something.
func returned(f *ast.FuncDecl) []ast.Expr {
	var list []ast.Expr
	ast.Inspect(f, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) > 0 {
			if s, ok := stringLiteral(r.Results[0]); !ok || s != "" {
				list = append(list, r.Results[0])
			}
		}
		return true
	})
	return list
}

func isFeature(x ast.Expr) bool {
	s, ok := x.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Feature"
}

func mapValues(m *ast.CompositeLit) []ast.Expr {
	var values []ast.Expr
	for _, e := range m.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			values = append(values, kv.Value)
		}
	}
	return values
}

func stringLiteral(x ast.Expr) (string, bool) {
	literal, ok := x.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(literal.Value)
	return s, err == nil
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
