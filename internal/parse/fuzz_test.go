package parse

import (
	"bytes"
	"encoding/xml"
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
		checkTokens(t, tree.data)
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

// checkTokens holds that tokens lie where a decoder sees them.
func checkTokens(t *testing.T, data []byte) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = passThrough
	at, empty := 0, false
	for {
		read, err := dec.RawToken()
		if err != nil {
			break
		}
		if _, ok := read.(xml.EndElement); ok && empty {
			empty = false
			continue // the decoder ends an empty element where it began it
		}
		kind, end := nextToken(data, at)
		empty = kind == tokenEmpty
		if int(dec.InputOffset()) != end || !sameKind(kind, read) {
			t.Fatalf("%q: at %d, %T to %d is taken for kind %d to %d", data, at, read, dec.InputOffset(), kind, end)
		}
		at = end
	}
	if at != len(data) {
		t.Fatalf("%q: the decoder ends at %d", data, at)
	}
}

func sameKind(kind tokenKind, read xml.Token) bool {
	switch read.(type) {
	case xml.StartElement:
		return kind == tokenStart || kind == tokenEmpty
	case xml.EndElement:
		return kind == tokenEnd
	case xml.CharData:
		return kind == tokenText
	}
	return kind == tokenOther
}

// TestTokens holds odd tokens against a decoder.
func TestTokens(t *testing.T) {
	for _, s := range []string{
		`<a b='>' c="'/>"/>`, "<a><!-- > <b> --> <![CDATA[<c>]]>x</a>", "<?xml version='1.0'?>\n<a/>\n", "<a/>x", "<!-->--><a/>",
		"<!DOCTYPE a [ <!ELEMENT a (b)> <!-- > ' --> <!ATTLIST a b CDATA '>'> ]><a/>", "<!>><a/>", "<!'><a/>", "<a>]]&gt;</a >", "<a></a\n>",
	} {
		if _, err := Read([]byte(s)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		checkTokens(t, []byte(s))
	}
}

func joined(t *Tree) string {
	var b strings.Builder
	for _, p := range t.Pieces() {
		b.WriteString(p.Text)
	}
	return b.String()
}
