package cmdline

import (
	"testing"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// TestOrigin holds that each property leads to what decided it.
func TestOrigin(t *testing.T) {
	at := source.Element
	nested := option.Object(option.P("driver", option.String("file"), at(4)), option.P("list", option.List(option.P("", option.Uint(1), at(5)))))
	opts := []option.Option{
		*option.New("m", at(1)).Str("", "512", at(2)),
		*option.New("blockdev", at(1)).Str("driver", "raw", at(3)).Add("file", nested, at(6)).Str("read_only", "x", at(7)).Str("bare", "y"),
		*option.Word("-device", at(8)), *option.Word("foo", at(9)),
	}
	want := map[string]int{"size": 2, "driver": 3, "file.driver": 4, "file.list.0": 5, "read-only": 7, "bare": 1}
	for _, o := range Translated(opts) {
		for _, p := range o.Props {
			node := want[p.Key]
			if p.Value == "foo" {
				node = 9
			}
			if from := o.Origin(p.Key); len(from) == 0 || from[0].Node() != node {
				t.Errorf("%s of -%s is from %v, want element %d", p.Key, o.Flag, from, node)
			}
		}
	}
}
