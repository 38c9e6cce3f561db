package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// TestEachIDHasAPage holds the pages against the constants.
func TestEachIDHasAPage(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "id.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ids := 0
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		id, err := strconv.Unquote(lit.Value)
		if err != nil {
			t.Fatal(err)
		}
		ids++
		if p, ok := PageOf(ID(id)); !ok || p.What == "" || p.Why == "" || p.Do == "" {
			t.Errorf("the ID %s has no whole page", id)
		}
		return true
	})
	if ids != len(Pages) {
		t.Errorf("%d IDs, but %d pages", ids, len(Pages))
	}
}
