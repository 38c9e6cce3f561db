// Package source says where a value came from.
//
// Every value that the translator handles carries a Ref: an item of the XML
// (an element, one of its attributes, its text) or the name of the default
// rule that made it. Refs are small and are copied freely; paths, lines and
// columns are worked out only when something is shown.
package source

import "math"

// Ref is where a value came from. The zero Ref is nowhere. Every value has one,
// so its size counts: one word, and no pointer.
type Ref struct {
	node int32 // an element from 1 on, a rule (see rule.go) below 0
	item int16
	// with is the number of another attribute of node, from 1; 0 for none.
	with uint8
	// present belongs to Val: whether the value that carries this Ref is there.
	// No Ref that leaves a Val has it set.
	present bool
}

// The values of Ref.item that are no attribute number.
const (
	itemElement int16 = 0
	itemText    int16 = -1
	itemTail    int16 = -2
)

// MaxAttrs is how many attributes of an element a Ref can tell apart.
const MaxAttrs = 1<<15 - 1

// Element refers to element node (numbered from 1 in document order).
func Element(node int) Ref { return Ref{node: int32(node)} }

// Attr refers to attribute index (from 0, below MaxAttrs) of element node.
func Attr(node, index int) Ref { return Ref{node: int32(node), item: int16(index) + 1} }

// Text refers to the text of element node, as far as its first child.
func Text(node int) Ref { return Ref{node: int32(node), item: itemText} }

// Tail refers to the text that follows element node inside its parent.
func Tail(node int) Ref { return Ref{node: int32(node), item: itemTail} }

// Rule refers to a rule that made a value which the XML does not hold, such as
// "default: rng period". There are some hundred rules; a name is no place for
// what an input holds.
func Rule(name string) Ref { return Ref{node: -ruleNumber(name)} }

// IsZero tells whether r is nowhere.
func (r Ref) IsZero() bool { return r == Ref{} }

// With is r, read together with attr, an attribute of the same element: a size
// with its unit.
func (r Ref) With(attr Ref) Ref {
	if r.node == attr.node && attr.item > 0 && attr.item <= math.MaxUint8 {
		r.with = uint8(attr.item)
	}
	return r
}

// Companion is the attribute that r was read with; ok is false where there is
// none.
func (r Ref) Companion() (attr Ref, ok bool) {
	return Ref{node: r.node, item: int16(r.with)}, r.with > 0
}

// Node is the number of the element that r lies in, 0 where r is a rule.
func (r Ref) Node() int { return int(max(r.node, 0)) }

// Attr is the index of the attribute that r is; ok is false where it is none.
func (r Ref) Attr() (index int, ok bool) { return int(r.item) - 1, r.item > 0 }

// IsText tells whether r is the text of an element.
func (r Ref) IsText() bool { return r.node > 0 && r.item == itemText }

// IsTail tells whether r is text that follows an element.
func (r Ref) IsTail() bool { return r.node > 0 && r.item == itemTail }

// IsElement tells whether r is an element itself.
func (r Ref) IsElement() bool { return r.node > 0 && r.item == itemElement }

// Rule is the name of the rule that made the value, "" where it is an XML item.
func (r Ref) Rule() string {
	if r.node >= 0 {
		return ""
	}
	return ruleName(-r.node)
}

// First is the first of refs that is an item of the XML, the zero Ref where
// none is. A diagnostic needs one to have a position.
func First(refs ...Ref) Ref {
	for _, r := range refs {
		if r.node > 0 {
			return r
		}
	}
	return Ref{}
}

// Or is r, or where it is nowhere, the named rule.
func (r Ref) Or(rule string) Ref {
	if r.IsZero() {
		return Rule(rule)
	}
	return r
}
