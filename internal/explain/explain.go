// Package explain says where each argument of a command line came from, and
// what became of each item of the XML.
//
// It makes a Model from a finished translation, and writes that as text, JSON
// or HTML. It decides nothing about the command line and is pure.
package explain

import (
	"cmp"
	"slices"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// Input is a translation without errors.
type Input struct {
	File   string // what messages call the input
	Tree   *parse.Tree
	Result translate.Result
	Extra  []string // words added at the end of the command line
}

// Model is a translation, explained. Its JSON is what --format json prints.
type Model struct {
	File    string  `json:"file"`
	Domain  string  `json:"domain"`
	Program Program `json:"program"`
	QEMU    QEMU    `json:"qemu"`
	// Environment is NAME=value, set for the program.
	Environment []string   `json:"environment"`
	Arguments   []Argument `json:"arguments"`
	Items       []Item     `json:"items"`
	Messages    []Message  `json:"messages"`

	pieces []parse.Piece
	buses  []*box
	index  map[source.Ref]int
}

// Program is the emulator that runs, and why.
type Program struct {
	Path   string  `json:"path"`
	Reason string  `json:"reason"`
	From   []Cause `json:"from"`
}

// QEMU is the release that the command line is written for; Assumed tells that
// nothing gave it.
type QEMU struct {
	Version string `json:"version"`
	Assumed bool   `json:"assumed"`
}

// Cause is what a value came from: an item of the XML, or a rule.
type Cause struct {
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty"`   // from 1
	Column int    `json:"column,omitempty"` // from 1, in characters
	Rule   string `json:"rule,omitempty"`

	item int // index in Model.Items; -1 for a rule
}

// Make explains a translation.
func Make(in Input) *Model {
	r := in.Result
	m := &Model{
		File: in.File, Domain: r.Domain.Name.V(), Environment: append([]string{}, r.Env...),
		QEMU: QEMU{r.Target.Version.String(), r.Target.AssumedVersion}, pieces: in.Tree.Pieces(),
	}
	m.addItems(in.Tree, r.Domain.Ref.Node())
	m.Program = Program{r.Emulator.Path, r.Emulator.Reason, m.causes([]source.Ref{r.Emulator.From})}
	m.addArguments(r.Options, in.Extra)
	m.addMessages(in.Tree, r.Diag.All())
	m.settle()
	m.buses = topology(r.Domain)
	m.linkBoxes()
	return m
}

// causes are what refs stand for, each once, in their order, but rules after
// items.
func (m *Model) causes(refs []source.Ref) []Cause {
	found := make([]Cause, 0, len(refs))
	add := func(r source.Ref) {
		if c, ok := m.cause(r); ok && !slices.Contains(found, c) {
			found = append(found, c)
		}
	}
	for _, r := range refs {
		add(r)
		if unit, ok := r.Companion(); ok {
			add(unit)
		}
	}
	itemsFirst(found)
	return found
}

// itemsFirst puts rules after items.
func itemsFirst(list []Cause) {
	slices.SortStableFunc(list, func(a, b Cause) int { return cmp.Compare(min(b.item, 0), min(a.item, 0)) })
}

func (m *Model) cause(r source.Ref) (c Cause, ok bool) {
	if rule := r.Rule(); rule != "" {
		return Cause{Rule: rule, item: -1}, true
	}
	i, ok := m.index[bare(r)]
	if !ok {
		return Cause{}, false
	}
	it := &m.Items[i]
	return Cause{Path: it.Path, Line: it.Line, Column: it.Column, item: i}, true
}

// bare is r as items are indexed: alone.
func bare(r source.Ref) source.Ref {
	switch k, ok := r.Attr(); {
	case ok:
		return source.Attr(r.Node(), k)
	case r.IsText():
		return source.Text(r.Node())
	case r.IsTail():
		return source.Tail(r.Node())
	}
	return source.Element(r.Node())
}
