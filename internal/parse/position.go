package parse

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/qemuxml/qemuxml/internal/source"
)

// span is where the start tag of an element lies in the input, as byte offsets.
type span struct{ start, end int }

// Position is where an item lies. Line and Col count from 1, Col in characters.
type Position struct {
	Line, Col int
	Path      string // such as /domain/devices/disk[2]/target/@dev
}

// Position works out where ref lies. It is the zero Position for a rule.
func (t *Tree) Position(ref source.Ref) Position {
	if ref.Node() == 0 || ref.Node() >= len(t.nodes) {
		return Position{}
	}
	if t.spans == nil {
		t.spans = locate(t.data, len(t.nodes))
	}
	s := t.spans[ref.Node()]
	tag := t.data[s.start:s.end]
	offset := s.start
	if i, ok := ref.Attr(); ok {
		offset += attrOffset(tag, t.nodes[ref.Node()].el.Attr[i].FullKey())
	} else if ref.IsText() {
		rest := t.data[s.end:]
		offset = s.end + len(rest) - len(bytes.TrimLeft(rest, " \t\r\n"))
	}
	line, col := lineCol(t.data, offset)
	return Position{Line: line, Col: col, Path: t.Path(ref)}
}

// Path is the XPath-like path of ref, with a sibling index where an element has
// siblings of its name.
func (t *Tree) Path(ref source.Ref) string {
	var parts []string
	for n := int32(ref.Node()); n != 0; n = t.nodes[n].parent {
		parts = append(parts, t.step(n))
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString("/" + parts[i])
	}
	if i, ok := ref.Attr(); ok {
		b.WriteString("/@" + t.nodes[ref.Node()].el.Attr[i].FullKey())
	}
	return b.String()
}

// step is the part of a path that stands for node n.
func (t *Tree) step(n int32) string {
	name := t.nodes[n].el.FullTag()
	index, count := 0, 0
	for s := t.nodes[t.nodes[n].parent].first; s != 0; s = t.nodes[s].next {
		if t.nodes[s].el.FullTag() != name {
			continue
		}
		count++
		if s == n {
			index = count
		}
	}
	if count == 1 {
		return name
	}
	return fmt.Sprintf("%s[%d]", name, index)
}

// locate finds the start tags of the first count elements of well-formed XML.
func locate(data []byte, count int) []span {
	spans := make([]span, 1, count)
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = passThrough
	for len(spans) < count {
		start := int(dec.InputOffset())
		token, err := dec.RawToken()
		if err != nil {
			break
		}
		if _, ok := token.(xml.StartElement); ok {
			spans = append(spans, span{start, int(dec.InputOffset())})
		}
	}
	for len(spans) < count {
		spans = append(spans, span{})
	}
	return spans
}

// attrOffset finds the attribute called name in a well-formed start tag.
func attrOffset(tag []byte, name string) int {
	for i := 0; i < len(tag); i++ {
		switch c := tag[i]; {
		case c == '"' || c == '\'':
			i += 1 + bytes.IndexByte(tag[i+1:], c)
		case i > 0 && isSpace(tag[i-1]) && bytes.HasPrefix(tag[i:], []byte(name)):
			rest := bytes.TrimLeft(tag[i+len(name):], " \t\r\n")
			if len(rest) > 0 && rest[0] == '=' {
				return i
			}
		}
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// lineCol turns a byte offset into a line and a column, both from 1.
func lineCol(data []byte, offset int) (line, col int) {
	before := data[:min(max(offset, 0), len(data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before, []byte{'\n'}), 1 + utf8.RuneCount(before[start:])
}
