package parse

import (
	"iter"
	"slices"

	"github.com/qemuxml/qemuxml/internal/source"
)

// reader is one reading of one domain: the tree, and where complaints go.
type reader struct {
	tree  *Tree
	diag  *source.Diags
	asked Asked // nil where nobody wants to know
}

// Cursor stands on an element. It is copied for each question, so it stays within
// four words: what is larger, the compiler keeps in memory. The zero Cursor stands
// on none: it has no children and all its values are absent, so a chain of Child
// needs no checks.
type Cursor struct {
	r *reader
	// n is the element. Where c stands on none, absent is the name of the one that
	// is missing, and -n the one that should hold it.
	n      int32
	absent string
}

func (c Cursor) node() *node { return &c.r.tree.nodes[c.n] }

// at is a cursor on element n.
func (r *reader) at(n int32) Cursor { return Cursor{r: r, n: n} }

// Ok tells whether c stands on an element.
func (c Cursor) Ok() bool { return c.n > 0 }

// Ref refers to the element that c stands on.
func (c Cursor) Ref() source.Ref { return source.Element(int(max(c.n, 0))) }

// Name is the local name of the element.
func (c Cursor) Name() string {
	if !c.Ok() {
		return ""
	}
	return c.node().Local
}

// Children goes through the child elements of libvirt's called name, all of
// them where name is "".
func (c Cursor) Children(name string) iter.Seq[Cursor] { return c.children(nsLibvirt, name) }

// QEMUChildren goes through the child elements called name in QEMU's namespace.
func (c Cursor) QEMUChildren(name string) iter.Seq[Cursor] { return c.children(nsQEMU, name) }

func (c Cursor) children(ns namespace, name string) iter.Seq[Cursor] {
	return func(yield func(Cursor) bool) {
		for n := c.first(ns, name); n != 0 && yield(c.r.at(n)); {
			n = c.r.find(c.r.tree.nodes[n].next, ns, name)
		}
	}
}

// child is the first child element called name in ns.
func (c Cursor) child(ns namespace, name string) Cursor {
	if c.n <= 0 {
		return c
	}
	if n := c.first(ns, name); n != 0 {
		return c.r.at(n)
	}
	return Cursor{r: c.r, absent: name, n: -c.n}
}

// first is the first child of c called name in ns, of any name where that is "";
// 0 where there is none.
func (c Cursor) first(ns namespace, name string) int32 {
	if c.n <= 0 {
		return 0
	}
	if c.r.asked != nil {
		c.ask(ns, name)
	}
	at := c.node()
	if name != "" && at.names&setOf(name) == 0 {
		return 0
	}
	return c.r.find(at.first, ns, name)
}

// find is node n, or the first of its siblings after it, that is called name in
// ns, of any name where that is ""; 0 where there is none.
func (r *reader) find(n int32, ns namespace, name string) int32 {
	for n != 0 {
		at := &r.tree.nodes[n]
		if at.ns == ns && (name == "" || at.Local == name) {
			break
		}
		n = at.next
	}
	return n
}

// Mixed goes through the child elements of libvirt's that are called one of names,
// as they come.
func (c Cursor) Mixed(names ...string) iter.Seq[Cursor] {
	for _, name := range names {
		c.ask(nsLibvirt, name)
	}
	return func(yield func(Cursor) bool) {
		for child := range c.Children("") {
			if slices.Contains(names, child.Name()) && !yield(child) {
				return
			}
		}
	}
}

// ask notes that children called name are asked for, where somebody wants to know.
func (c Cursor) ask(ns namespace, name string) {
	if c.Ok() && c.r.asked != nil && name != "" {
		c.r.asked.child(c.n, ns, name)
	}
}

// Child is the first child element of libvirt's called name.
func (c Cursor) Child(name string) Cursor { return c.child(nsLibvirt, name) }

// QEMUChild is the first child element called name in QEMU's namespace.
func (c Cursor) QEMUChild(name string) Cursor { return c.child(nsQEMU, name) }

// Str is the attribute called name as it stands.
func (c Cursor) Str(name string) source.Val[string] {
	if c.n <= 0 {
		return source.Val[string]{}
	}
	return c.attr(name)
}

// attr is the attribute called name of the element that c stands on.
func (c Cursor) attr(name string) source.Val[string] {
	if c.r.asked != nil {
		c.r.asked.attr(c.n, name)
	}
	at := c.node()
	if at.names&setOf(name) == 0 {
		return source.Val[string]{}
	}
	for i := range at.attrs {
		if a := &at.attrs[i]; a.Key == name && a.Space == "" {
			return source.Of(a.Value, source.Attr(int(c.n), i))
		}
	}
	return source.Val[string]{}
}

// Text is the text of the element without the space around it. It is absent
// where there is no element, and where it holds nothing but space.
func (c Cursor) Text() source.Val[string] {
	v := c.RawText()
	if v.IsSet() {
		if s := trim(v.V()); s != "" {
			return source.Of(s, v.Ref())
		}
	}
	return source.Val[string]{}
}

// RawText is the text of the element as it stands, space and all.
func (c Cursor) RawText() source.Val[string] {
	if !c.Ok() {
		return source.Val[string]{}
	}
	if c.r.asked != nil {
		c.r.asked.at(c.n).text = true
	}
	s := c.node().text
	if s == "" {
		return source.Val[string]{}
	}
	return source.Of(s, source.Text(int(c.n)))
}
