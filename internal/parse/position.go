package parse

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/qemuxml/qemuxml/internal/source"
)

// span is where the start tag of an element lies in the input, as byte offsets,
// and where the text in it and after it begins; 0 where there is none but space.
type span struct{ start, end, text, tail int }

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
	line, col := t.lineCol(t.offset(ref))
	return Position{Line: line, Col: col, Path: t.Path(ref)}
}

// span is where node n lies. All are found when a first one is asked for.
func (t *Tree) span(n int) span {
	if t.spans == nil {
		t.spans = locate(t.data, len(t.nodes))
	}
	return t.spans[n]
}

// offset is where ref begins in the input.
func (t *Tree) offset(ref source.Ref) int {
	s := t.span(ref.Node())
	i, isAttr := ref.Attr()
	switch {
	case isAttr:
		return s.start + t.attrOffset(ref.Node(), i)
	case ref.IsText() && s.text != 0:
		return s.text
	case ref.IsTail() && s.tail != 0:
		return s.tail
	}
	return s.start
}

// Path is the XPath-like path of ref, with a sibling index where an element has
// siblings of its name. Text that follows an element is its parent's.
func (t *Tree) Path(ref source.Ref) string {
	var parts []string
	first := int32(ref.Node())
	if ref.IsTail() {
		first = t.nodes[first].parent
	}
	for n := first; n != 0; n = t.nodes[n].parent {
		parts = append(parts, t.step(n))
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString("/" + parts[i])
	}
	if i, ok := ref.Attr(); ok {
		b.WriteString("/@" + t.nodes[ref.Node()].attrs[i].FullKey())
	}
	return b.String()
}

// step is the part of a path that stands for node n.
func (t *Tree) step(n int32) string {
	called, parent := t.nodes[n].name, t.nodes[n].parent
	count, known := t.among[parent]
	if !known {
		count = t.countChildren(parent)
	}
	if count[called] == 1 {
		return called.Full()
	}
	return fmt.Sprintf("%s[%d]", called.Full(), t.ordinals[n])
}

// countChildren counts the children of parent by their names, and notes which of
// its name each is.
func (t *Tree) countChildren(parent int32) map[name]int32 {
	if t.among == nil {
		t.among, t.ordinals = map[int32]map[name]int32{}, make([]int32, len(t.nodes))
	}
	count := map[name]int32{}
	for n := t.nodes[parent].first; n != 0; n = t.nodes[n].next {
		count[t.nodes[n].name]++
		t.ordinals[n] = count[t.nodes[n].name]
	}
	t.among[parent] = count
	return count
}

// locate finds the first count elements of well-formed XML, nodes[0] included.
func locate(data []byte, count int) []span {
	l := locator{data: data, spans: make([]span, 1, count)}
	for at := 0; at < len(data); {
		kind, end := nextToken(data, at)
		l.see(kind, at, end)
		at = end
	}
	for len(l.spans) < count {
		l.spans = append(l.spans, span{})
	}
	return l.spans
}

// locator goes through the tokens of a document.
type locator struct {
	data  []byte
	spans []span
	open  []int // the elements around the next token
	last  int   // the element that ended last in the innermost of them, 0 for none
}

// see takes the token at start to end.
func (l *locator) see(kind tokenKind, start, end int) {
	switch kind {
	case tokenStart:
		l.open, l.last = append(l.open, len(l.spans)), 0
		l.spans = append(l.spans, span{start: start, end: end})
	case tokenEmpty:
		l.last = len(l.spans)
		l.spans = append(l.spans, span{start: start, end: end})
	case tokenEnd:
		l.last = l.open[len(l.open)-1]
		l.open = l.open[:len(l.open)-1]
	case tokenOther:
	case tokenText:
		text := bytes.TrimLeft(l.data[start:end], " \t\r\n")
		if len(text) > 0 {
			l.text(end - len(text))
		}
	}
}

// text notes text that begins at offset.
func (l *locator) text(offset int) {
	switch {
	case l.last != 0 && l.spans[l.last].tail == 0:
		l.spans[l.last].tail = offset
	case l.last == 0 && len(l.open) > 0:
		s := &l.spans[l.open[len(l.open)-1]]
		if s.text == 0 {
			s.text = offset
		}
	}
}

// attrOffset is where attribute i of node n begins in its start tag. Those of the
// node that was asked for last are kept: there may be very many.
func (t *Tree) attrOffset(n, i int) int {
	if t.offsetsOf != n {
		s := t.span(n)
		t.offsetsOf, t.offsets = n, attrOffsets(t.data[s.start:s.end])
	}
	if i >= len(t.offsets) {
		return 0
	}
	return t.offsets[i]
}

// attrOffsets are where the attributes begin in a well-formed start tag.
func attrOffsets(tag []byte) (offsets []int) {
	at := bytes.IndexAny(tag, space)
	for at >= 0 && at < len(tag) {
		switch c := tag[at]; {
		case c == '"' || c == '\'':
			at += 2 + bytes.IndexByte(tag[at+1:], c)
		case strings.IndexByte(space+"=/>", c) >= 0:
			at++
		default:
			offsets = append(offsets, at)
			at += max(1, bytes.IndexByte(tag[at:], '='))
		}
	}
	return offsets
}

// block is how many bytes of the input lie between two places that are known.
const block = 4096

// lineCol is lineCol of t.data, at the same price anywhere in it.
func (t *Tree) lineCol(offset int) (line, col int) {
	if t.places == nil {
		line, col := 1, 1
		for at := 0; at <= len(t.data); at += block {
			t.places = append(t.places, place{line, col})
			line, col = onward(line, col, t.data[at:min(at+block, len(t.data))])
		}
	}
	offset = min(max(offset, 0), len(t.data))
	known := t.places[offset/block]
	return onward(known.line, known.col, t.data[offset/block*block:offset])
}

// place is a line and a column, both from 1.
type place struct{ line, col int }

// onward is where one comes from line and col through text. A character that is
// cut in two counts where it begins.
func onward(line, col int, text []byte) (int, int) {
	if last := bytes.LastIndexByte(text, '\n'); last >= 0 {
		line, col = line+bytes.Count(text, []byte{'\n'}), 1
		text = text[last+1:]
	}
	for _, c := range text {
		if utf8.RuneStart(c) {
			col++
		}
	}
	return line, col
}

// lineCol turns a byte offset into a line and a column, both from 1.
func lineCol(data []byte, offset int) (line, col int) {
	return onward(1, 1, data[:min(max(offset, 0), len(data))])
}
