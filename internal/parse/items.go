package parse

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Item is an element of a tree as audit sees it, with everything that it holds.
type Item struct {
	Ref    source.Ref
	Parent int    // number of the parent element, 0 for a root
	Name   string // with its prefix
	// Foreign: the element is in a namespace that is neither libvirt's nor QEMU's.
	Foreign bool
	Attrs   []ItemAttr
	// Text is what the element itself holds, without the space around it.
	Text string
}

// ItemAttr is an attribute of an Item, in document order. Declarations of
// namespaces are marked; they say nothing themselves.
type ItemAttr struct {
	Name, Value string
	Namespace   bool
}

// Items are the elements of the tree below root, root first, in document order:
// item i is element root+i.
func (t *Tree) Items(root int) []Item {
	end := len(t.nodes)
	for n := root + 1; n < len(t.nodes); n++ {
		if t.nodes[n].parent < int32(root) {
			end = n
			break
		}
	}
	items := make([]Item, 0, end-root)
	for n := root; n < end; n++ {
		items = append(items, t.item(n))
	}
	return items
}

func (t *Tree) item(n int) Item {
	node := &t.nodes[n]
	it := Item{
		Ref: source.Element(n), Parent: int(node.parent), Name: node.el.FullTag(), Foreign: node.ns == nsForeign,
		Text: strings.TrimSpace(node.el.Text()),
	}
	for i := range node.el.Attr {
		a := &node.el.Attr[i]
		namespace := a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns"
		it.Attrs = append(it.Attrs, ItemAttr{Name: a.FullKey(), Value: a.Value, Namespace: namespace})
	}
	return it
}
