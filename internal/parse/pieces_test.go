package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/source"
)

func TestPieces(t *testing.T) {
	text := "<?xml version='1.0'?>\n<!-- a > b -->\n<a b = \"1>\" c='/>'><d/>tail<e f='x'/ >t<g>in &lt; <![CDATA[<x>]]></g>\n</a >\n"
	text = strings.Replace(text, "/ >", "></e>", 1)
	tree, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	names := map[source.Ref]string{
		source.Element(1): "a", source.Attr(1, 0): "b", source.Attr(1, 1): "c", source.Element(2): "d",
		source.Element(3): "e", source.Attr(3, 0): "f", source.Element(4): "g", source.Text(4): "text", source.Tail(2): "tail", source.Tail(3): "tail",
	}
	var all, cited strings.Builder
	for _, p := range tree.Pieces() {
		all.WriteString(p.Text)
		if !p.Ref.IsZero() {
			fmt.Fprintf(&cited, "%s=%s ", names[p.Ref], p.Text)
		}
	}
	if all.String() != text {
		t.Errorf("the pieces are\n%s\nbut the input is\n%s", all.String(), text)
	}
	if want := `a=a b=b b="1>" c=c c='/>' d=d tail=tail e=e f=f f='x' tail=t g=g text=in &lt;  text=<![CDATA[<x>]]> `; cited.String() != want {
		t.Errorf("got  %s\nwant %s", cited.String(), want)
	}
}
