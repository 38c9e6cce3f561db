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

// namespace is what a Tree needs to know of an element's namespace.
type namespace uint8

const (
	nsLibvirt namespace = iota // no namespace: libvirt's own elements
	nsQEMU                     // NamespaceQEMU
	nsForeign                  // anything else, such as <nova:memory>
)

// node is one element of a Tree. Nodes are numbered from 1 in document order;
// 0 is no node.
type node struct {
	el          *etree.Element
	parent      int32
	first, next int32 // first child, next sibling
	ns          namespace
}

// Tree is an XML document with its elements in document order.
type Tree struct {
	data  []byte
	nodes []node // nodes[0] stands for the document: its children are the roots
	spans []span // made by the first look at a position
	// outside is the text before, between and after the roots.
	outside string
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
	doc := etree.NewDocument()
	doc.ReadSettings = etree.ReadSettings{MaxDepth: MaxDepth, PreserveDuplicateAttrs: true, CharsetReader: passThrough}
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, syntaxError(data, err)
	}
	if err := checkDirectives(data, doc); err != nil {
		return nil, err
	}
	t := &Tree{data: data, nodes: make([]node, 1, 1+bytes.Count(data, []byte{'<'})/2)}
	if n := t.index(&doc.Element, 0, false); n != 0 {
		return nil, t.tooManyAttrs(n)
	}
	for _, token := range doc.Child {
		if text, ok := token.(*etree.CharData); ok {
			t.outside += text.Data
		}
	}
	return t, nil
}

// index numbers the children of el, which is node parent. inForeign tells
// whether a default namespace is in force there. It stops at an element with more
// attributes than can be told apart, which it returns.
func (t *Tree) index(el *etree.Element, parent int32, inForeign bool) (bad int32) {
	last := int32(0)
	for _, token := range el.Child {
		child, ok := token.(*etree.Element)
		if !ok {
			continue
		}
		foreign := defaultNamespace(child, inForeign)
		n := int32(len(t.nodes))
		t.nodes = append(t.nodes, node{el: child, parent: parent, ns: namespaceOf(child, foreign)})
		if last == 0 {
			t.nodes[parent].first = n
		} else {
			t.nodes[last].next = n
		}
		last = n
		if len(child.Attr) > source.MaxAttrs {
			return n
		}
		if bad := t.index(child, n, foreign); bad != 0 {
			return bad
		}
	}
	return 0
}

func (t *Tree) tooManyAttrs(n int32) error {
	p := t.Position(source.Element(int(n)))
	return &SyntaxError{ID: source.TooLarge, Line: p.Line, Col: p.Col, Text: fmt.Sprintf("an element has more than %d attributes", source.MaxAttrs), Hint: "this is no domain that libvirt would write"}
}

// defaultNamespace tells whether names without a prefix are foreign inside el.
func defaultNamespace(el *etree.Element, outer bool) bool {
	for _, a := range el.Attr {
		if a.Space == "" && a.Key == "xmlns" {
			return a.Value != ""
		}
	}
	return outer
}

func namespaceOf(el *etree.Element, foreign bool) namespace {
	switch {
	case el.Space == "" && !foreign:
		return nsLibvirt
	case isQEMU(el):
		return nsQEMU
	}
	return nsForeign
}

// isQEMU tells whether el is in QEMU's namespace. The prefix qemu means that
// even where its declaration was lost, as it is when elements are copied out of
// their document.
func isQEMU(el *etree.Element) bool {
	uri := el.NamespaceURI()
	return uri == NamespaceQEMU || uri == "" && el.Space == "qemu"
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
