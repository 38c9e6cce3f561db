package parse

import (
	"strings"

	"github.com/beevik/etree"

	"github.com/qemuxml/qemuxml/internal/source"
)

// namespace is what a Tree needs to know of an element's namespace.
type namespace uint8

const (
	nsLibvirt namespace = iota // no namespace: libvirt's own elements
	nsQEMU                     // NamespaceQEMU
	nsForeign                  // anything else, such as <nova:memory>
)

// node is one element of a Tree. Nodes are numbered from 1 in document order;
// 0 is no node. Its strings are parts of the input where nothing had to be
// unescaped in them.
type node struct {
	first, next int32 // first child, next sibling
	parent      int32
	ns          namespace
	names       nameSet // of its children and its attributes
	name
	attrs []etree.Attr
	text  string // before the first child
	tail  string // after the element, up to the next one in its parent
}

// nameSet is a set of names that may hold others, too. Most names that an element
// is asked for are not there, and this tells so at once.
type nameSet uint64

// setOf is the set of name alone, which is not empty.
func setOf(name string) nameSet {
	return 1 << ((uint(len(name)) + 5*uint(name[0]) + 11*uint(name[len(name)-1])) % 64)
}

// name is what an element is called, as it stands.
type name struct {
	Space string // the prefix, "" for none
	Local string // the rest
}

// Full is the name with its prefix.
func (n name) Full() string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// declares tells whether a declares a namespace.
func declares(a *etree.Attr) bool {
	return a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns"
}

// planter grows a Tree from what stands in a document, in its order.
type planter struct {
	*Tree
	open []branch // the elements around what comes next, the document first
	// last is the element that ended last in the innermost of them, 0 for none.
	last int32
	// pieces are the text since the last tag, which comments may part.
	pieces []string
}

// branch is an element that has begun and not ended.
type branch struct {
	n int32
	// foreign: a default namespace is in force inside.
	foreign bool
}

func newPlanter(t *Tree) *planter { return &planter{Tree: t, open: make([]branch, 1, 16)} }

// start begins an element inside the last one that began.
func (p *planter) start(called name, attrs []etree.Attr) {
	p.flush()
	in := p.open[len(p.open)-1]
	n := int32(len(p.nodes))
	foreign := defaultNamespace(attrs, in.foreign)
	p.nodes = append(p.nodes, node{name: called, attrs: attrs, names: keysOf(attrs), parent: in.n})
	p.nodes[n].ns = p.namespaceOf(n, foreign)
	p.nodes[in.n].names |= setOf(called.Local)
	if p.last == 0 {
		p.nodes[in.n].first = n
	} else {
		p.nodes[p.last].next = n
	}
	p.open, p.last = append(p.open, branch{n, foreign}), 0
	if len(attrs) > source.MaxAttrs && p.crowded == 0 {
		p.crowded = n
	}
	if i := repeated(attrs); i > 0 && p.twice.Node() == 0 {
		p.twice = source.Attr(int(n), i)
	}
}

// repeated is the first of attrs that has the name of one before it, 0 for none.
func repeated(attrs []etree.Attr) int {
	const few = 16
	if len(attrs) > few {
		return repeatedOfMany(attrs)
	}
	for i := 1; i < len(attrs); i++ {
		for j := range i {
			if attrs[i].Key == attrs[j].Key && attrs[i].Space == attrs[j].Space {
				return i
			}
		}
	}
	return 0
}

func repeatedOfMany(attrs []etree.Attr) int {
	seen := make(map[name]bool, len(attrs))
	for i := range attrs {
		called := name{attrs[i].Space, attrs[i].Key}
		if seen[called] {
			return i
		}
		seen[called] = true
	}
	return 0
}

// keysOf is the names of attrs, without their prefixes.
func keysOf(attrs []etree.Attr) (keys nameSet) {
	for i := range attrs {
		keys |= setOf(attrs[i].Key)
	}
	return keys
}

// end ends the last element that began.
func (p *planter) end() {
	p.flush()
	p.last = p.open[len(p.open)-1].n
	p.open = p.open[:len(p.open)-1]
}

// chars adds text where the document stands now.
func (p *planter) chars(s string) { p.pieces = append(p.pieces, s) }

// flush puts the text since the last tag where it belongs.
func (p *planter) flush() {
	if len(p.pieces) == 0 {
		return
	}
	switch in := p.open[len(p.open)-1].n; {
	case in == 0:
		p.outside = append(p.outside, p.pieces...)
	case p.last == 0:
		p.nodes[in].text = strings.Join(p.pieces, "")
	default:
		p.nodes[p.last].tail = strings.Join(p.pieces, "")
	}
	p.pieces = p.pieces[:0]
}

// plant grows t from what etree read.
func (t *Tree) plant(doc *etree.Element) {
	p := newPlanter(t)
	p.inside(doc)
	p.flush()
}

func (p *planter) inside(el *etree.Element) {
	for _, token := range el.Child {
		switch token := token.(type) {
		case *etree.CharData:
			p.chars(token.Data)
		case *etree.Element:
			p.start(name{token.Space, token.Tag}, token.Attr)
			p.inside(token)
			p.end()
		}
	}
}

// defaultNamespace tells whether names without a prefix are foreign inside an
// element with the given attributes.
func defaultNamespace(attrs []etree.Attr, outer bool) bool {
	for i := range attrs {
		if a := &attrs[i]; a.Key == "xmlns" && a.Space == "" {
			return a.Value != ""
		}
	}
	return outer
}

// namespaceOf is the namespace of node n. The prefix qemu means QEMU's even
// where its declaration was lost, as it is when elements are copied out of their
// document.
func (t *Tree) namespaceOf(n int32, foreign bool) namespace {
	prefix := t.nodes[n].Space
	if prefix == "" && !foreign {
		return nsLibvirt
	}
	uri := t.namespaceURI(n, prefix)
	if uri == NamespaceQEMU || uri == "" && prefix == "qemu" {
		return nsQEMU
	}
	return nsForeign
}

// namespaceURI is what prefix is bound to in node n; the prefix "" is the
// default namespace. It is "" where nothing is bound.
func (t *Tree) namespaceURI(n int32, prefix string) string {
	space, key := "xmlns", prefix
	if prefix == "" {
		space, key = "", "xmlns"
	}
	for ; n != 0; n = t.nodes[n].parent {
		for i := range t.nodes[n].attrs {
			if a := &t.nodes[n].attrs[i]; a.Space == space && a.Key == key {
				return a.Value
			}
		}
	}
	return ""
}
