package parse

import (
	"bytes"
	"encoding/xml"

	"github.com/qemuxml/qemuxml/internal/source"
)

// PieceKind is what a piece of XML is.
type PieceKind uint8

// The kinds of pieces.
const (
	PieceMarkup    PieceKind = iota // brackets, equals signs, and the space in tags
	PieceTag                        // the name of an element
	PieceAttrName                   // the name of an attribute
	PieceAttrValue                  // the value of an attribute, with its quotes
	PieceText                       // text between tags, space too
	PieceComment                    // a comment, processing instruction or directive
)

// Piece is a stretch of the input. Ref is the item that it belongs to: an
// element for the name in its start tag, an attribute for its name and value,
// the text of an element and what follows it; zero for the rest.
type Piece struct {
	Text string
	Kind PieceKind
	Ref  source.Ref
}

// Pieces are the whole input, cut up: put together they are the input again.
func (t *Tree) Pieces() []Piece {
	c := cutter{data: t.data}
	dec := xml.NewDecoder(bytes.NewReader(t.data))
	dec.CharsetReader = passThrough
	for {
		token, err := dec.RawToken()
		if err != nil {
			break
		}
		c.token(token, int(dec.InputOffset()))
	}
	c.cut(len(c.data), PieceComment, source.Ref{})
	return c.pieces
}

// cutter cuts data, of which all before at is in pieces by now.
type cutter struct {
	data   []byte
	at     int
	pieces []Piece
	nodes  int   // elements seen
	open   []int // the elements around at
	last   int   // the element that ended last in the innermost of them, 0 for none
}

func (c *cutter) cut(end int, kind PieceKind, ref source.Ref) {
	if end > c.at {
		c.pieces = append(c.pieces, Piece{string(c.data[c.at:end]), kind, ref})
		c.at = end
	}
}

// token cuts the token that ends at end.
func (c *cutter) token(token xml.Token, end int) {
	switch token.(type) {
	case xml.StartElement:
		c.nodes++
		c.open, c.last = append(c.open, c.nodes), 0
		c.startTag(end)
	case xml.EndElement:
		c.last = c.open[len(c.open)-1]
		c.open = c.open[:len(c.open)-1]
		c.endTag(end)
	case xml.CharData:
		c.cut(end, PieceText, c.textRef(end))
	default:
		c.cut(end, PieceComment, source.Ref{})
	}
}

// textRef is the item that the text which ends at end is; space is none.
func (c *cutter) textRef(end int) source.Ref {
	switch {
	case len(c.open) == 0 || len(bytes.TrimSpace(c.data[c.at:end])) == 0:
		return source.Ref{}
	case c.last != 0:
		return source.Tail(c.last)
	}
	return source.Text(c.open[len(c.open)-1])
}

// startTag cuts <name attr="value" ...>.
func (c *cutter) startTag(end int) {
	node := c.open[len(c.open)-1]
	c.cut(c.at+1, PieceMarkup, source.Ref{})
	c.cut(c.nameEnd(end), PieceTag, source.Element(node))
	for k := 0; ; k++ {
		c.cut(c.skip(end, " \t\r\n/>"), PieceMarkup, source.Ref{})
		if c.at == end {
			return
		}
		ref := source.Attr(node, k)
		c.cut(c.nameEnd(end), PieceAttrName, ref)
		c.cut(c.skip(end, " \t\r\n="), PieceMarkup, source.Ref{})
		c.cut(c.valueEnd(end), PieceAttrValue, ref)
	}
}

// endTag cuts </name>; there is nothing to cut after <name/>.
func (c *cutter) endTag(end int) {
	if c.at == end {
		return
	}
	c.cut(c.at+2, PieceMarkup, source.Ref{})
	c.cut(c.nameEnd(end), PieceTag, source.Ref{})
	c.cut(end, PieceMarkup, source.Ref{})
}

func (c *cutter) nameEnd(end int) int {
	if n := bytes.IndexAny(c.data[c.at:end], " \t\r\n=/>"); n >= 0 {
		return c.at + n
	}
	return end
}

// skip is where what is not among chars begins.
func (c *cutter) skip(end int, chars string) int {
	return end - len(bytes.TrimLeft(c.data[c.at:end], chars))
}

// valueEnd is where the quoted value at c.at ends. The decoder was strict: there
// is one.
func (c *cutter) valueEnd(end int) int {
	if c.at == end {
		return end
	}
	if n := bytes.IndexByte(c.data[c.at+1:end], c.data[c.at]); n >= 0 {
		return c.at + 1 + n + 1
	}
	return end
}
