package parse

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Asked is what a reading of a domain asked its elements for: the names that
// may stand in each, as far as this program knows.
type Asked map[int]*asked

// asked is what one element was asked for.
type asked struct {
	elements, attrs []string
	text            bool
}

// WhatIsAsked reads the domain that is element root of t once more, to learn what
// it is asked for.
func WhatIsAsked(t *Tree, root int) Asked {
	a := Asked{}
	readDomain((&reader{tree: t, diag: &source.Diags{}, asked: a}).at(int32(root)))
	return a
}

// at is what element n was asked for.
func (a Asked) at(n int32) *asked {
	at := a[int(n)]
	if at == nil {
		at = &asked{}
		a[int(n)] = at
	}
	return at
}

// child notes that element n was asked for its children called name.
func (a Asked) child(n int32, ns namespace, name string) {
	at := a.at(n)
	if ns == nsQEMU {
		name = PrefixQEMU + name
	}
	if !slices.Contains(at.elements, name) {
		at.elements = append(at.elements, name)
	}
}

// PrefixQEMU stands before the names of QEMU's namespace in Asked.Elements.
const PrefixQEMU = "qemu:"

// attr notes that element n was asked for its attribute called name.
func (a Asked) attr(n int32, name string) {
	if at := a.at(n); !slices.Contains(at.attrs, name) {
		at.attrs = append(at.attrs, name)
	}
}

// Element tells whether the element it was asked for.
func (a Asked) Element(it Item) bool {
	at, name := a[it.Parent()], it.node.Local
	switch {
	case at == nil || it.Foreign():
		return false
	case it.node.ns == nsQEMU:
		name = PrefixQEMU + name
	}
	return slices.Contains(at.elements, name)
}

// Attr tells whether attribute k of it was asked for.
func (a Asked) Attr(it Item, k int) bool {
	at, attr := a[it.n], &it.node.attrs[k]
	return at != nil && attr.Space == "" && slices.Contains(at.attrs, attr.Key)
}

// Text tells whether the text of it was asked for.
func (a Asked) Text(it Item) bool {
	at := a[it.n]
	return at != nil && at.text
}

// Elements are the names that the children of it may have.
func (a Asked) Elements(it Item) []string {
	if at := a[it.n]; at != nil {
		return at.elements
	}
	return nil
}

// Attrs are the names that the attributes of it may have.
func (a Asked) Attrs(it Item) []string {
	if at := a[it.n]; at != nil {
		return at.attrs
	}
	return nil
}
