package parse

import (
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/source"
)

// FuzzRead holds that no bytes make reading panic, place a message outside the
// input, or get lost when the input is cut up.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "&\n", "<domain/>", "<domain type='kvm'><name>a</name></domain>", "<a><b></a>", "\x00", "\xff\xfe<\x00", "<domain xmlns='x'/>",
		"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>", "<domain><devices><disk><target dev='vda'/></disk></devices></domain>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, err := Read(data)
		if err != nil {
			if e, ok := err.(*SyntaxError); !ok || e.Line < 1 || e.Col < 1 || e.Text == "" {
				t.Fatalf("no position: %#v", err)
			}
			return
		}
		if got := joined(tree); got != string(tree.data) {
			t.Errorf("the pieces of %q are %q", tree.data, got)
		}
		diag := &source.Diags{}
		root, ok := Pick(tree, "", diag)
		if !ok {
			return
		}
		Domain(tree, root, diag)
		for _, d := range diag.All() {
			if p := tree.Position(d.Ref); d.Ref.Node() != 0 && (p.Line < 1 || p.Col < 1) {
				t.Errorf("no position for %+v", d)
			}
		}
	})
}

func joined(t *Tree) string {
	var b strings.Builder
	for _, p := range t.Pieces() {
		b.WriteString(p.Text)
	}
	return b.String()
}
