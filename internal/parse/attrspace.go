package parse

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// spaceAttrs puts a space for each line break and tab that stands in the value of
// an attribute, as XML wants it; what is written as &#10; or &#9; stays what it is.
// The decoder doesn't. Source: XML 1.0, section 3.3.3.
func (t *Tree) spaceAttrs() {
	for n := 1; n < len(t.nodes); n++ {
		attrs := t.nodes[n].attrs
		for i := range attrs {
			if v := attrs[i].Value; strings.IndexByte(v, '\n') >= 0 || strings.IndexByte(v, '\t') >= 0 {
				attrs[i].Value = t.spacedValue(n, i)
			}
		}
	}
}

var spaces = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ")

// spacedValue reads the value of attribute i of node n once more.
func (t *Tree) spacedValue(n, i int) string {
	s := t.span(n)
	rest := t.data[s.start+t.attrOffset(n, i) : s.end]
	rest = rest[max(0, bytes.IndexAny(rest, `"'`)):]
	quoted := rest[:2+bytes.IndexByte(rest[1:], rest[0])]
	token, err := xml.NewDecoder(strings.NewReader("<a b=" + spaces.Replace(string(quoted)) + "/>")).RawToken()
	if tag, ok := token.(xml.StartElement); ok && err == nil && len(tag.Attr) == 1 {
		return tag.Attr[0].Value
	}
	return t.nodes[n].attrs[i].Value
}
