// Package audit accounts for every item of the input: what no option and no
// diagnostic cites was dropped, and is said.
//
// It is a set difference over finished data. Families mark nothing; they cite
// what they use, and what they don't cite shows up here.
package audit

import (
	"slices"
	"strings"

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
	// RefuseUnknown makes an unknown element an error where libvirt reads all that
	// stand beside it by name, and takes no other.
	RefuseUnknown bool
	// Refused tells that Options are no command line. Then only what nobody reads
	// is left over. How an element is read may depend on what is wrong with it; of
	// its inside, only what looks like a misspelling is left over.
	Refused bool
}

// Leftovers are the items below root that tr doesn't account for, one diagnostic
// each. An element nothing of which is accounted for is one item, whatever it
// holds.
func Leftovers(t *parse.Tree, root int, tr Translation) []source.Diag {
	l := newLedger(t, root)
	l.refuseUnknown = tr.RefuseUnknown
	l.cite(tr.Other)
	for i := range tr.Options {
		l.cite(tr.Options[i].From)
		l.citeParams(tr.Options[i].Params)
	}
	l.read = slices.Clone(l.touched)
	for i := range tr.Said {
		l.citeDiag(&tr.Said[i])
	}
	found := make([]source.Diag, 0, usualLeftovers)
	if !tr.Refused {
		return l.look(found, 0, nil)
	}
	l.noteWrong(tr.Said)
	return l.look(found, 0, reading{l})
}

// usualLeftovers is how many most domains have no more of.
const usualLeftovers = 16

// allowance tells which items need no further explanation because they lie in
// something that was explained.
type allowance interface {
	Element(it parse.Item) bool
	Attr(it parse.Item, k int) bool
	Text(it parse.Item) bool
}

// noteWrong notes the elements that errors speak of. Where something is missing,
// what is there in its stead may tell why; then it is those inside.
func (l *ledger) noteWrong(said []source.Diag) {
	for _, d := range said {
		i, ok := l.index(d.Ref)
		switch {
		case !ok || i == 0 || d.Ref.IsText() || d.Severity != source.Error:
		case d.ID != source.MissingValue:
			l.wrong[i] = true
		default:
			for n := l.items[i].First(); n != 0; n = l.items[n-l.root].Next() {
				l.wrong[n-l.root] = true
			}
		}
	}
}

// look adds to found what is left over of element i; a explains what lies around
// it, and is nil for nothing.
func (l *ledger) look(found []source.Diag, i int, a allowance) []source.Diag {
	it := l.items[i]
	row := l.row(i)
	switch {
	case l.wrong[i] && a.Element(it):
		guesses := slices.DeleteFunc(l.within(nil, i, a), func(d source.Diag) bool { return !isGuess(d) })
		return append(found, guesses...)
	case it.Foreign() && l.touched[i], l.wrong[i] && l.marks[l.first[i]]:
		// It was said that it does not belong here.
		return found
	case row == nil && !l.known(i, a):
		return append(found, l.unknown(i, a)...)
	case row == nil:
		return l.within(found, i, a)
	}
	found = append(found, row.diag(it.Ref()))
	switch {
	case row.opaque():
		return found
	case row.inside != "":
		a = words(strings.Fields(row.inside))
	}
	return l.within(found, i, a)
}

// known tells whether element i, or something in it, is accounted for.
func (l *ledger) known(i int, a allowance) bool {
	it := l.items[i]
	if it.Foreign() {
		return false
	}
	return l.touched[i] || l.explained(i) || a != nil && a.Element(it)
}

// unknown is what to say of element i, which nothing accounts for. Where it is
// what is in it that nobody reads, that is said.
func (l *ledger) unknown(i int, a allowance) []source.Diag {
	if l.asked().Element(l.items[i]) || knowsInside(l.path(i)) {
		if found := l.within(nil, i, reading{l}); len(found) > 0 {
			return found
		}
	}
	return []source.Diag{l.droppedElement(i, a)}
}

// within adds to found what is left over in element i.
func (l *ledger) within(found []source.Diag, i int, a allowance) []source.Diag {
	if l.whole[i] {
		a = reading{l}
	}
	found = l.inside(found, i, a)
	for n := l.items[i].First(); n != 0; {
		child := l.items[n-l.root]
		found = l.look(found, n-l.root, a)
		if text := child.Tail(); text != "" {
			found = append(found, stray(source.Tail(n), l.items[i], text))
		}
		n = child.Next()
	}
	return found
}

// inside adds to found what is left over of the attributes and the text of
// element i.
func (l *ledger) inside(found []source.Diag, i int, a allowance) []source.Diag {
	it := l.items[i]
	for k := range it.Attrs() {
		if !l.marks[l.attr(i, k)] && !it.Declares(k) && (a == nil || !a.Attr(it, k)) {
			found = append(found, l.judgeAttr(i, k, a))
		}
	}
	if !l.marks[l.text(i)] && it.Text() != "" && (a == nil || !a.Text(it)) {
		found = append(found, l.judgeText(i))
	}
	return found
}

// judgeAttr is what to say of an attribute that nothing cites: what the table
// says, or that it was dropped.
func (l *ledger) judgeAttr(i, k int, a allowance) source.Diag {
	if row := l.rowOfAttr(i, k); row != nil {
		return row.diag(source.Attr(l.items[i].Ref().Node(), k))
	}
	return l.droppedAttr(i, k, a)
}

// judgeText is the same for text.
func (l *ledger) judgeText(i int) source.Diag {
	if row := l.rowOfText(i); row != nil {
		return row.diag(source.Text(l.items[i].Ref().Node()))
	}
	return l.droppedText(i)
}
