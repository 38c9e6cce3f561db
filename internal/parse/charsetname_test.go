package parse

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// TestCharsetNames holds that charset knows what x/text's index knows, but for
// encodings in which no declaration is found.
func TestCharsetNames(t *testing.T) {
	known := 0
	for _, name := range ianaNames(t) {
		if isWide(name) || strings.HasPrefix(strings.ToLower(name), "csutf16") {
			continue
		}
		want, err := ianaindex.IANA.Encoding(name)
		if err != nil {
			t.Fatal(err)
		}
		ascii, _ := ianaindex.IANA.Encoding("US-ASCII")
		if want == ascii {
			want = unicode.UTF8
		}
		if got := charset(name); got != want {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
		if want != nil {
			known++
		}
	}
	if known < 200 {
		t.Errorf("only %d names of encodings that x/text has were found", known)
	}
	if charset("klingon") != nil {
		t.Error("a name that nobody registered has an encoding")
	}
}

// ianaNames are the names in the source of x/text that an XML declaration can
// hold.
func ianaNames(t *testing.T) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "golang.org/x/text/encoding/ianaindex").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "tables.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		pair, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		// The XML specification: EncName ::= [A-Za-z] ([A-Za-z0-9._] | '-')*
		if key, ok := pair.Key.(*ast.BasicLit); ok && key.Kind == token.STRING && !strings.ContainsAny(key.Value, ":()+ ") {
			name, err := strconv.Unquote(key.Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		return true
	})
	return names
}
