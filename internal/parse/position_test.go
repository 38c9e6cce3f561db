package parse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qemuxml/qemuxml/internal/source"
)

// TestAttributePositions looks at attributes in all the ways that a tag may be
// laid out.
func TestAttributePositions(t *testing.T) {
	tree, err := Read([]byte("<a>\n <b one='=two=1' two = \"x>'\"\n\tthree='1'four='2' /></a>"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2:5 one", "2:18 two", "3:2 three", "3:11 four"} {
		p := tree.Position(source.Attr(2, i))
		if got := fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Path[strings.IndexByte(p.Path, '@')+1:]); got != want {
			t.Errorf("attribute %d: %s, want %s", i, got, want)
		}
	}
}

// TestManyAttributePositions asks for as many positions as one element can have,
// which takes seconds where each is looked for from the beginning.
func TestManyAttributePositions(t *testing.T) {
	var b strings.Builder
	for i := range source.MaxAttrs {
		fmt.Fprintf(&b, " a%d='%d'", i, i)
	}
	tree, err := Read([]byte("<a" + b.String() + "/>"))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	for i := range source.MaxAttrs {
		tree.Position(source.Attr(1, i))
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%d positions took %v", source.MaxAttrs, took)
	}
}

// TestAttributeSpace reads values as XML wants them: on one line, unless a
// reference says otherwise.
func TestAttributeSpace(t *testing.T) {
	tree, err := Read([]byte("<a one='1\n2\t3&#10;4&amp;\r\n5' two=\"'\n\"><b\tthree = '\n' four='&#9;'/></a>"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for n := range tree.nodes {
		for _, a := range tree.nodes[n].attrs {
			got = append(got, a.Value)
		}
	}
	if want := []string{"1 2 3\n4& 5", "' ", " ", "\t"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestAttributeTwice(t *testing.T) {
	many := ""
	for i := range 40 {
		many += fmt.Sprintf(" a%d=''", i)
	}
	for in, want := range map[string]string{
		"<a>\n<b x='1' y='2' x='1'/></a>": "2:16 not well-formed XML: the attribute x is given twice",
		"<a x:y='' y='' z:y=''/>":         "",
		"<a" + many + " a7=''/>":          fmt.Sprintf("1:%d not well-formed XML: the attribute a7 is given twice", len(many)+4),
	} {
		got := ""
		if _, err := Read([]byte(in)); err != nil {
			e := err.(*SyntaxError)
			got = fmt.Sprintf("%d:%d %s", e.Line, e.Col, e.Text)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
