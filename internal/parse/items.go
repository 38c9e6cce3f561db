package parse

import (
	"github.com/qemuxml/qemuxml/internal/source"
)

// Item is an element of a tree as audit sees it, with everything that it holds.
type Item struct {
	node *node
	n    int
}

// Items are the elements of the tree below root, root first, in document order:
// item i is element root+i.
func (t *Tree) Items(root int) []Item {
	items := make([]Item, 0, len(t.nodes)-root)
	for n := root; n < len(t.nodes); n++ {
		if n > root && t.nodes[n].parent < int32(root) {
			break
		}
		items = append(items, Item{&t.nodes[n], n})
	}
	return items
}

// Ref refers to the element itself.
func (it Item) Ref() source.Ref { return source.Element(it.n) }

// Parent is the number of the parent element, 0 for a root.
func (it Item) Parent() int { return int(it.node.parent) }

// First is the number of the first child element, 0 where there is none.
func (it Item) First() int { return int(it.node.first) }

// Next is the number of the next element inside the same parent, 0 where there is
// none.
func (it Item) Next() int { return int(it.node.next) }

// Name is the element's name with its prefix.
func (it Item) Name() string { return it.node.Full() }

// Foreign tells whether the element is in a namespace that is neither libvirt's
// nor QEMU's.
func (it Item) Foreign() bool { return it.node.ns == nsForeign }

// Attrs is how many attributes the element has.
func (it Item) Attrs() int { return len(it.node.attrs) }

// Attr is attribute k (from 0) in document order.
func (it Item) Attr(k int) (name, value string) {
	a := &it.node.attrs[k]
	return a.FullKey(), a.Value
}

// Declares tells whether attribute k declares a namespace: it says nothing
// itself.
func (it Item) Declares(k int) bool {
	return declares(&it.node.attrs[k])
}

// Text is what the element holds before its first child, without the space
// around it.
func (it Item) Text() string { return trim(it.node.text) }

// Tail is what follows the element inside its parent, up to the next element,
// without the space around it.
func (it Item) Tail() string {
	return trim(it.node.tail)
}
