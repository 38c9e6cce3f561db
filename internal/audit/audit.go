// Package audit accounts for every item of the input: what no option and no
// diagnostic cites was dropped, and is said.
//
// It is a set difference over finished data. Families mark nothing; they cite
// what they use, and what they don't cite shows up here.
package audit

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Translation is what may account for the items of a domain.
type Translation struct {
	Options []option.Option
	Said    []source.Diag
	// Other are items that decided something beside the options, such as which
	// emulator runs.
	Other []source.Ref
	// Refused tells that there is no command line. Then only what nobody reads is
	// left over, and nothing in an element that is wrong: how such a one is read
	// depends on what is wrong with it.
	Refused bool
}

// Leftovers are the items below root that tr doesn't account for, one diagnostic
// each. An element nothing of which is accounted for is one item, whatever it
// holds.
func Leftovers(t *parse.Tree, root int, tr Translation) []source.Diag {
	l := newLedger(t, root)
	l.cite(tr.Other)
	for i := range tr.Options {
		l.cite(tr.Options[i].From)
		l.citeParams(tr.Options[i].Params)
	}
	for i := range tr.Said {
		l.citeDiag(&tr.Said[i])
	}
	closed := make([]bool, len(l.items))
	if tr.Refused {
		l.allow(0, l.asked())
		l.closeWrong(closed, tr.Said)
	}
	return l.report(closed)
}

// allowance tells which items need no further explanation because they lie in
// something that was explained.
type allowance interface {
	Element(it parse.Item) bool
	Attr(it parse.Item, k int) bool
	Text(it parse.Item) bool
}

// closeWrong closes the elements that errors speak of. Where something is
// missing, what is there in its stead may tell why.
func (l *ledger) closeWrong(closed []bool, said []source.Diag) {
	for _, d := range said {
		if i, ok := l.index(d.Ref); ok && i > 0 && d.Severity == source.Error && d.ID != source.MissingValue {
			closed[i] = true
		}
	}
}

// report goes through the items in document order, but for those inside closed
// elements. Inside an element that is reported nothing is looked at.
func (l *ledger) report(closed []bool) []source.Diag {
	var found []source.Diag
	for i, it := range l.items {
		parent := max(it.Parent()-l.root, 0)
		if closed[parent] || closed[i] {
			closed[i] = true
			continue
		}
		l.inherit(i, parent)
		row := l.row(i)
		if row != nil {
			found = append(found, row.diag(it.Ref(), l.path(i)))
			l.explain(i, row)
		}
		switch {
		case it.Foreign() && l.touched[i], row != nil && row.opaque():
			closed[i] = true
		case row == nil && !l.known(i):
			found, closed[i] = append(found, l.droppedElement(i)), true
		default:
			found = append(found, l.inside(i)...)
		}
		if i > 0 && it.Tail() != "" {
			found = append(found, stray(source.Tail(it.Ref().Node()), l.items[parent], it.Tail()))
		}
	}
	return found
}

// known tells whether element i, or something in it, is accounted for.
func (l *ledger) known(i int) bool {
	it := l.items[i]
	if it.Foreign() {
		return false
	}
	return l.touched[i] || l.allowed(i) != nil && l.allowed(i).Element(it) || l.explained(i)
}

// inside is what is left of the attributes and the text of item i.
func (l *ledger) inside(i int) []source.Diag {
	var found []source.Diag
	it, a := l.items[i], l.allowed(i)
	for k := range it.Attrs() {
		if !l.marks[l.attr(i, k)] && !it.Declares(k) && (a == nil || !a.Attr(it, k)) {
			found = append(found, l.judgeAttr(i, k))
		}
	}
	if !l.marks[l.text(i)] && (a == nil || !a.Text(it)) && it.Text() != "" {
		found = append(found, l.judgeText(i))
	}
	return found
}

// judgeAttr is what to say of an attribute that nothing cites: what the table
// says, or that it was dropped.
func (l *ledger) judgeAttr(i, k int) source.Diag {
	ref := source.Attr(l.items[i].Ref().Node(), k)
	name, value := l.items[i].Attr(k)
	path := l.path(i) + "/@" + name
	if row := lookUp(path, value); row != nil {
		return row.diag(ref, path)
	}
	return l.droppedAttr(i, k)
}

// judgeText is the same for text.
func (l *ledger) judgeText(i int) source.Diag {
	it := l.items[i]
	ref, path := source.Text(it.Ref().Node()), l.path(i)
	if row := lookUp(path+"/text()", it.Text()); row != nil {
		return row.diag(ref, path)
	}
	return l.droppedText(i)
}
