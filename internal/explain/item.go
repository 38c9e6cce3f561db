package explain

import (
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Fate is what became of an item of the XML.
type Fate string

// The fates.
const (
	Used      Fate = "argument"   // an argument came from it
	Runs      Fate = "program"    // it decided which emulator runs
	Holds     Fate = "holds"      // it holds other items
	Noted     Fate = "noted"      // a message speaks of it
	RunTime   Fate = "run-time"   // applied outside the command line
	AsDefault Fate = "as-default" // QEMU does this by itself
	NoMeaning Fate = "no-meaning" // nothing to QEMU
	Warned    Fate = "warned"     // the guest differs from it
	Dropped   Fate = "dropped"    // not translated
	Part      Fate = "part"       // read with the item that it belongs to
)

// Item is an element, one of its attributes, or its text.
type Item struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"` // element, attribute or text
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Value  string `json:"value,omitempty"` // of an attribute or text
	Became Fate   `json:"became"`
	// Arguments and Messages are indices of those that name the item.
	Arguments []int `json:"arguments,omitempty"`
	Messages  []int `json:"messages,omitempty"`

	ref source.Ref
	// end is the index after the last item inside; parent is that of the element
	// around the item, -1 for the root.
	end, parent int
	// firstArgument is the first of the arguments that came from the item or
	// from what it holds, -1 for none.
	firstArgument int
}

// addItems adds all items of the domain that is element root: each element, its
// attributes, its text, and what it holds, in the order of the document. Text
// that follows an element stands with it.
func (m *Model) addItems(tree *parse.Tree, root int) {
	m.index = map[source.Ref]int{}
	elements := tree.Items(root)
	at := make([]int, len(elements)) // the indices of elements in m.Items
	for n, e := range elements {
		parent := -1
		if n > 0 {
			parent = at[e.Parent()-root]
		}
		at[n] = m.addItem(tree, e.Ref(), "", parent)
		for k := range e.Attrs() {
			_, value := e.Attr(k)
			m.addItem(tree, source.Attr(root+n, k), value, at[n])
		}
		if text := e.Text(); text != "" {
			m.addItem(tree, source.Text(root+n), text, at[n])
		}
		if tail := e.Tail(); n > 0 && tail != "" {
			m.addItem(tree, source.Tail(root+n), tail, parent)
		}
	}
	for i := len(m.Items) - 1; i > 0; i-- {
		p := &m.Items[m.Items[i].parent]
		p.end = max(p.end, m.Items[i].end)
	}
}

func (m *Model) addItem(tree *parse.Tree, ref source.Ref, value string, parent int) int {
	i, p := len(m.Items), tree.Position(ref)
	m.index[ref] = i
	m.Items = append(m.Items, Item{Path: p.Path, Kind: kind(ref), Line: p.Line, Column: p.Col, Value: value, ref: ref, parent: parent, end: i + 1, firstArgument: -1})
	return i
}

func kind(ref source.Ref) string {
	switch {
	case ref.IsElement():
		return "element"
	case ref.IsText(), ref.IsTail():
		return "text"
	}
	return "attribute"
}

// settle says of each item what became of it, once all that names it is known.
func (m *Model) settle() {
	for _, c := range m.Program.From {
		if c.item >= 0 {
			m.Items[c.item].Became = Runs
		}
	}
	for i := len(m.Items) - 1; i > 0; i-- {
		it := &m.Items[i]
		if len(it.Arguments) > 0 {
			it.firstArgument = it.Arguments[0]
		}
		if p := &m.Items[it.parent]; it.firstArgument >= 0 {
			p.firstArgument = it.firstArgument
		}
	}
	for i := range m.Items {
		m.settleItem(i)
	}
}

// settleItem looks at what names item i, and where nothing does, at what became
// of the element around it as a whole.
func (m *Model) settleItem(i int) {
	it := &m.Items[i]
	switch {
	case len(it.Arguments) > 0:
		it.Became = Used
	case it.Became == Runs:
	case len(it.Messages) > 0:
		it.Became = m.Messages[it.Messages[0]].fate
	case it.parent >= 0 && m.Items[it.parent].isWhole():
		it.Became = m.Items[it.parent].Became
	case it.ref.IsElement():
		it.Became = Holds
	default:
		it.Became = Part
	}
}

// isWhole tells whether what became of an element became of all that it holds: a
// message speaks of it, and no argument came from anything in it.
func (it *Item) isWhole() bool {
	switch it.Became {
	case Noted, RunTime, AsDefault, NoMeaning, Warned, Dropped:
		return it.firstArgument < 0
	}
	return false
}
