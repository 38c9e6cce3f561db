// Package parse reads domain XML into the typed domain.
//
// It is the only reader of XML beside audit. A Tree holds the elements in
// document order; a Cursor stands on one of them and reads typed values,
// reporting those that are malformed. Family files take a Cursor and return a
// struct of the domain package; they decide nothing.
package parse

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"

	"github.com/qemuxml/qemuxml/internal/source"
)

// MaxDepth is how deep elements may nest. Domain XML needs about ten levels.
const MaxDepth = 256

// NamespaceQEMU is the namespace of <qemu:commandline> and its like, whatever
// prefix the document binds to it.
const NamespaceQEMU = "http://libvirt.org/schemas/domain/qemu/1.0"

// Tree is an XML document with its elements in document order.
type Tree struct {
	data  []byte
	nodes []node // nodes[0] stands for the document: its children are the roots
	// Made by the first look at a position.
	spans  []span
	places []place                  // those of every block of data
	among  map[int32]map[name]int32 // by parent: how many children have a name
	// ordinals are which of those each node is, from 1; 0 where nothing asked.
	ordinals []int32
	// offsets are those of the attributes of the node offsetsOf, in its start tag.
	offsetsOf int
	offsets   []int
	// outside is the text before, between and after the roots.
	outside []string
	// crowded is an element with more attributes than a Ref can tell apart, 0 for
	// none.
	crowded int32
	// twice is an attribute that its element has twice, zero for none.
	twice source.Ref
}

// SyntaxError is input that is no well-formed XML. Line and Col count from 1;
// Col counts characters.
type SyntaxError struct {
	ID        source.ID
	Line, Col int
	Text      string
	Hint      string
}

func (e *SyntaxError) Error() string { return e.Text }

// Read reads well-formed XML, in any encoding that it declares. The error is a
// *SyntaxError.
func Read(data []byte) (*Tree, error) {
	data, err := toUTF8(data)
	if err != nil {
		return nil, err
	}
	if err := checkBytes(data); err != nil {
		return nil, err
	}
	t := &Tree{data: data}
	if err := t.readEtree(); err != nil {
		return nil, err
	}
	if t.crowded != 0 {
		return nil, t.tooManyAttrs(t.crowded)
	}
	if t.twice.Node() != 0 {
		return nil, t.attrTwice()
	}
	t.spaceAttrs()
	return t, nil
}

// readEtree reads t.data, whatever stands in it, into t.
func (t *Tree) readEtree() error {
	doc := etree.NewDocument()
	doc.ReadSettings = etree.ReadSettings{MaxDepth: MaxDepth, PreserveDuplicateAttrs: true, CharsetReader: passThrough}
	if err := doc.ReadFromBytes(t.data); err != nil {
		return syntaxError(t.data, err)
	}
	if err := checkDirectives(t.data, doc); err != nil {
		return err
	}
	t.nodes = make([]node, 1, 1+bytes.Count(t.data, []byte("<"))-bytes.Count(t.data, []byte("</")))
	t.plant(&doc.Element)
	return nil
}

func (t *Tree) tooManyAttrs(n int32) error {
	p := t.Position(source.Element(int(n)))
	return &SyntaxError{ID: source.TooLarge, Line: p.Line, Col: p.Col, Text: fmt.Sprintf("an element has more than %d attributes", source.MaxAttrs), Hint: "this is no domain that libvirt would write"}
}

// attrTwice refuses an attribute that is there twice: XML has none such, and
// neither of the two would be more right than the other.
func (t *Tree) attrTwice() error {
	p := t.Position(t.twice)
	return &SyntaxError{ID: source.NotXML, Line: p.Line, Col: p.Col, Text: "not well-formed XML: the attribute " + t.attrName(t.twice) + " is given twice", Hint: "remove one of the two"}
}

// attrName is the name of the attribute ref.
func (t *Tree) attrName(ref source.Ref) string {
	i, _ := ref.Attr()
	return t.nodes[ref.Node()].attrs[i].FullKey()
}

// checkBytes refuses what XML can't hold before the decoder sees it, because
// the decoder tells the line only.
func checkBytes(data []byte) error {
	if at := bytes.IndexByte(data, 0); at >= 0 {
		line, col := lineCol(data, at)
		return &SyntaxError{ID: source.NotXML, Line: line, Col: col, Text: "the input holds a NUL byte", Hint: "give the XML itself, not a binary image of it"}
	}
	if utf8.Valid(data) {
		return nil
	}
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	line, col := lineCol(data, at)
	return &SyntaxError{ID: source.NotXML, Line: line, Col: col, Text: "the input is not valid UTF-8", Hint: "save the file as UTF-8"}
}

// checkDirectives refuses entity declarations: a domain needs none, and they
// are how XML is made to expand without bound.
func checkDirectives(data []byte, doc *etree.Document) error {
	for _, token := range doc.Child {
		if d, ok := token.(*etree.Directive); ok && strings.Contains(d.Data, "<!ENTITY") {
			return entityError(data)
		}
	}
	return nil
}

func entityError(data []byte) error {
	line, col := lineCol(data, bytes.Index(data, []byte("<!DOCTYPE")))
	return &SyntaxError{ID: source.NotXML, Line: line, Col: col, Text: "the DOCTYPE declares entities", Hint: "remove the DOCTYPE; domain XML needs none"}
}

// syntaxError says where reading data failed with err. etree doesn't tell, so the
// input is read once more with a decoder that does.
func syntaxError(data []byte, err error) error {
	if errors.Is(err, etree.ErrMaxDepth) {
		return &SyntaxError{ID: source.TooLarge, Line: 1, Col: 1, Text: fmt.Sprintf("elements nest more than %d levels deep", MaxDepth), Hint: "this is no domain that libvirt would write"}
	}
	if bytes.Contains(data, []byte("<!ENTITY")) {
		// The failure is most likely the use of an entity.
		return entityError(data)
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = passThrough
	e := &SyntaxError{ID: source.NotXML, Text: "not well-formed XML: " + err.Error(), Hint: "check the file with xmllint --noout"}
	for {
		_, tokenErr := dec.Token()
		if tokenErr == nil {
			continue
		}
		e.Line, e.Col = lineCol(data, int(dec.InputOffset()))
		var syntax *xml.SyntaxError
		if errors.As(tokenErr, &syntax) {
			e.Text = "not well-formed XML: " + syntax.Msg
		}
		return e
	}
}
