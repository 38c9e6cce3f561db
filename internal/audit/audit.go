// Package audit accounts for every item of the input: what no option and no
// diagnostic cites was dropped, and is said.
//
// It is a set difference over finished data. Families mark nothing; they cite
// what they use, and what they don't cite shows up here.
package audit

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ledger is what has been accounted for, by item of one domain.
type ledger struct {
	root  int
	items []parse.Item
	// element, text: the item itself was cited; attrs[i][k]: its k-th attribute.
	element, text []bool
	attrs         [][]bool
	// touched: the element, or something in it, was cited.
	touched []bool
}

// Leftovers are the items below root that neither opts nor said account for,
// one diagnostic each, in document order. An element nothing of which is
// accounted for is one item, whatever it holds.
func Leftovers(t *parse.Tree, root int, opts []option.Option, said []source.Diag) []source.Diag {
	l := newLedger(t, root)
	for i := range opts {
		l.cite(opts[i].From)
		l.citeParams(opts[i].Params)
	}
	for _, d := range said {
		l.cite([]source.Ref{d.Ref})
		l.cite(d.Also)
	}
	return l.report()
}

func newLedger(t *parse.Tree, root int) *ledger {
	l := &ledger{root: root, items: t.Items(root)}
	n := len(l.items)
	l.element, l.text, l.touched, l.attrs = make([]bool, n), make([]bool, n), make([]bool, n), make([][]bool, n)
	for i := range l.items {
		l.attrs[i] = make([]bool, len(l.items[i].Attrs))
	}
	return l
}

func (l *ledger) citeParams(params []option.Param) {
	for _, p := range params {
		l.cite(p.From)
		l.citeParams(p.Value.Nested())
	}
}

func (l *ledger) cite(refs []source.Ref) {
	for _, r := range refs {
		i := r.Node() - l.root
		if r.Node() == 0 || i < 0 || i >= len(l.items) {
			continue
		}
		switch k, ok := r.Attr(); {
		case ok:
			l.attrs[i][k] = true
		case r.IsText():
			l.text[i] = true
		default:
			l.element[i] = true
		}
		l.measure(i)
		l.touch(i)
	}
}

// measure accounts for the unit of a size: it goes with the number. The unit of
// an address is none, but the last number of it.
func (l *ledger) measure(i int) {
	if l.items[i].Name == "address" {
		return
	}
	for k, a := range l.items[i].Attrs {
		if a.Name == "unit" {
			l.attrs[i][k] = true
		}
	}
}

// touch notes that element i and those around it matter.
func (l *ledger) touch(i int) {
	for i >= 0 && !l.touched[i] {
		l.touched[i] = true
		i = l.items[i].Parent - l.root
	}
}

// report goes through the items in document order. Below an element that is
// reported, or that the table explains as a whole, nothing is looked at.
func (l *ledger) report() []source.Diag {
	var found []source.Diag
	paths := l.paths()
	known := l.known(paths)
	closed := make([]bool, len(l.items))
	for i := range l.items {
		it := &l.items[i]
		if i > 0 && closed[it.Parent-l.root] {
			closed[i] = true
			continue
		}
		switch row := lookUp(paths[i], it.Text); {
		case row != nil && row.whole:
			found, closed[i] = append(found, row.diag(it.Ref, paths[i])), true
		case it.Foreign || !known[i]:
			found, closed[i] = append(found, dropped(it.Ref, paths[i], "")), true
		default:
			found = append(found, l.inside(i, paths[i])...)
		}
	}
	return found
}

// paths are the paths of all items, from the root's name on.
func (l *ledger) paths() []string {
	paths := make([]string, len(l.items))
	paths[0] = l.items[0].Name
	for i := 1; i < len(l.items); i++ {
		paths[i] = paths[l.items[i].Parent-l.root] + "/" + l.items[i].Name
	}
	return paths
}

// known tells of each element whether anything in it was cited or stands in the
// table. Children come after their parents, so the last is looked at first.
func (l *ledger) known(paths []string) []bool {
	known := make([]bool, len(l.items))
	for i := len(l.items) - 1; i >= 0; i-- {
		it := &l.items[i]
		known[i] = known[i] || l.touched[i] || lookUp(paths[i], it.Text) != nil || attrsKnown(it, paths[i])
		if known[i] && i > 0 {
			known[it.Parent-l.root] = true
		}
	}
	return known
}

func attrsKnown(it *parse.Item, path string) bool {
	for _, a := range it.Attrs {
		if lookUp(path+"/@"+a.Name, a.Value) != nil {
			return true
		}
	}
	return false
}

// inside is what is left of the attributes and the text of item i.
func (l *ledger) inside(i int, path string) []source.Diag {
	var found []source.Diag
	it := &l.items[i]
	for k, a := range it.Attrs {
		if !l.attrs[i][k] && !a.Namespace {
			found = append(found, judge(source.Attr(it.Ref.Node(), k), path+"/@"+a.Name, a.Value))
		}
	}
	if it.Text != "" && !l.text[i] {
		found = append(found, judge(source.Text(it.Ref.Node()), path, it.Text))
	}
	return found
}

// judge is what to say of an item that nothing cites: what the table says, or
// that it was dropped.
func judge(ref source.Ref, path, value string) source.Diag {
	if row := lookUp(path, value); row != nil {
		return row.diag(ref, path)
	}
	return dropped(ref, path, value)
}

// dropped says that an item was neither translated nor explained.
func dropped(ref source.Ref, path, value string) source.Diag {
	text := "is not translated, and no reason is known"
	if value != "" {
		text = fmt.Sprintf("with the value %q is not translated, and no reason is known", value)
	}
	return source.Diag{
		Severity: source.Warning, ID: source.NotTranslated, Ref: ref, Text: path + " " + text,
		Hint: "check its spelling and place; the guest starts without it",
	}
}
