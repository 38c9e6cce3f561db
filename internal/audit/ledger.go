package audit

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ledger is what has been accounted for, by item of one domain.
type ledger struct {
	tree  *parse.Tree
	root  int
	items []parse.Item
	// marks are those items that were cited: for each element itself, its text,
	// then its attributes, from first[i] on.
	marks []bool
	first []int
	// touched: the element, or something in it, was cited; read: by what was made
	// of it. whole: all that is read inside it was. wrong: an error speaks of it.
	touched, read, whole, wrong []bool
	// refuseUnknown: see Translation.
	refuseUnknown bool
	// Made when they are first needed: the elements' paths, and what is read in
	// each.
	paths []string
	names parse.Asked
}

func newLedger(t *parse.Tree, root int) *ledger {
	l := &ledger{tree: t, root: root, items: t.Items(root)}
	l.first = make([]int, len(l.items))
	count := 0
	for i := range l.items {
		l.first[i] = count
		count += 2 + l.items[i].Attrs()
	}
	n := len(l.items)
	flags := make([]bool, count+3*n)
	l.marks, l.touched, l.whole, l.wrong = flags[:count], flags[count:count+n], flags[count+n:count+2*n], flags[count+2*n:]
	return l
}

func (l *ledger) text(i int) int    { return l.first[i] + 1 }
func (l *ledger) attr(i, k int) int { return l.first[i] + 2 + k }

func (l *ledger) citeParams(params []option.Param) {
	for i := range params {
		for r := range params[i].From.All() {
			l.citeOne(r)
		}
		l.citeParams(params[i].Value.Nested())
	}
}

func (l *ledger) citeDiag(d *source.Diag) {
	l.citeOne(d.Ref)
	l.cite(d.Also)
	l.cite(d.Whole)
	for _, r := range d.Whole {
		if i, ok := l.index(r); ok {
			l.whole[i] = true
		}
	}
}

func (l *ledger) cite(refs []source.Ref) {
	for _, r := range refs {
		l.citeOne(r)
	}
}

// index is the element that r lies in; ok is false where it is none of this
// domain's.
func (l *ledger) index(r source.Ref) (i int, ok bool) {
	i = r.Node() - l.root
	return i, r.Node() != 0 && i >= 0 && i < len(l.items)
}

func (l *ledger) citeOne(r source.Ref) {
	i, ok := l.index(r)
	if !ok {
		return
	}
	switch k, isAttr := r.Attr(); {
	case isAttr:
		l.marks[l.attr(i, k)] = true
	case r.IsText():
		l.marks[l.text(i)] = true
	case r.IsElement():
		l.marks[l.first[i]] = true
	}
	if with, ok := r.Companion(); ok {
		l.citeOne(with)
	}
	// What lies around an item that matters, matters.
	for i >= 0 && !l.touched[i] {
		l.touched[i] = true
		i = l.items[i].Parent() - l.root
	}
}

// asked is what may stand in each element.
func (l *ledger) asked() parse.Asked {
	if l.names == nil {
		l.names = parse.WhatIsAsked(l.tree, l.root)
	}
	return l.names
}

// reading allows what is read. To ask for it costs a second reading, so it is
// not done for what is known to have been read, nor for what the table explains.
type reading struct{ l *ledger }

func (r reading) Element(it parse.Item) bool {
	return r.l.read[r.index(it)] || r.l.asked().Element(it)
}

func (r reading) Attr(it parse.Item, k int) bool {
	return r.l.rowOfAttr(r.index(it), k) != nil || r.l.asked().Attr(it, k)
}

func (r reading) Text(it parse.Item) bool {
	return r.l.rowOfText(r.index(it)) != nil || r.l.asked().Text(it)
}

func (r reading) index(it parse.Item) int { return it.Ref().Node() - r.l.root }

// path is the names from the root's to that of element i.
func (l *ledger) path(i int) string {
	if l.paths == nil {
		l.paths = make([]string, len(l.items))
	}
	if l.paths[i] == "" {
		l.paths[i] = l.items[i].Name()
		if i > 0 {
			l.paths[i] = l.path(l.items[i].Parent()-l.root) + "/" + l.paths[i]
		}
	}
	return l.paths[i]
}
