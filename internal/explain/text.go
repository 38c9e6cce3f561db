package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/tty"
)

// minWidth is the least width that columns fit in.
const minWidth = 40

// Text writes m in lines of at most width columns, coloured for a terminal or
// plain.
func (m *Model) Text(width int, coloured bool) string {
	t := &table{width: max(width, minWidth), coloured: coloured}
	t.head(m)
	t.rows(m.argumentRows())
	for _, s := range sections {
		t.messages(s, m)
	}
	return t.b.String()
}

// row is a piece of the command line, or the place that a message speaks of,
// beside what there is to say of it.
type row struct {
	cell   string
	bold   int // bytes of cell that stand out
	indent int // columns before cell
	notes  []note
}

// note is a line number, "" for none, and a text.
type note struct {
	line, text string
	rule       bool // the text is the name of a rule
}

func (m *Model) argumentRows() []row {
	rows := []row{{cell: render.ShellWords([]string{m.Program.Path}), notes: programNotes(&m.Program)}}
	for i := range m.Arguments {
		rows = append(rows, m.Arguments[i].rows()...)
	}
	return rows
}

func programNotes(p *Program) []note {
	if len(p.From) > 0 && p.From[0].Line > 0 {
		return notes(p.From)
	}
	return []note{{text: p.Reason, rule: true}}
}

// rows are a row for each parameter of a. Read downwards they are its words.
func (a *Argument) rows() []row {
	last := a.Words[len(a.Words)-1]
	if len(a.Params) == 0 || len(a.Words) == 1 {
		return []row{{cell: render.ShellWords(a.Words), bold: len(last), notes: notes(a.From)}}
	}
	rows := make([]row, 0, len(a.Params))
	flag, pieces := a.Words[0], render.ShellPieces(last, a.starts())
	for i, p := range a.Params {
		r := row{cell: pieces[i], indent: len(flag) + 1, notes: notes(p.From)}
		if i == 0 {
			r = row{cell: flag + " " + pieces[0], bold: len(flag), notes: notes(a.first())}
		}
		rows = append(rows, r)
	}
	return rows
}

// starts is where all parameters but the first begin in the last word.
func (a *Argument) starts() []int {
	var starts []int
	for _, p := range a.Params[1:] {
		starts = append(starts, p.start)
	}
	return starts
}

// first are the causes of the first parameter, and those of a that no other
// parameter names.
func (a *Argument) first() []Cause {
	causes := append([]Cause{}, a.Params[0].From...)
	for _, c := range a.From {
		named := slices.Contains(causes, c)
		for _, p := range a.Params[1:] {
			named = named || slices.Contains(p.From, c)
		}
		if !named {
			causes = append(causes, c)
		}
	}
	itemsFirst(causes)
	return causes
}

func notes(causes []Cause) []note {
	list := make([]note, 0, len(causes))
	for _, c := range causes {
		n := note{line: strconv.Itoa(c.Line), text: c.Path}
		if c.Rule != "" {
			n = note{text: c.Rule, rule: true}
		}
		// An element and its text have one path.
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// section is a group of messages.
type section struct {
	title  string
	colour string
	fate   Fate
}

var sections = []section{
	{"Noted", boldText, Noted},
	{"Applied elsewhere, around QEMU", boldText, RunTime},
	{"Done by QEMU itself", boldText, AsDefault},
	{"Without meaning to QEMU", boldText, NoMeaning},
	{"Warnings", warning, Warned},
	{"Dropped", failure, Dropped},
}

// messageRow is what a message says, beside its place.
func messageRow(g *Message) row {
	line := ""
	if g.Line > 0 {
		line = strconv.Itoa(g.Line)
	}
	r := row{cell: g.Path, notes: []note{{line: line, text: g.Text}}}
	if g.Hint != "" {
		r.notes = append(r.notes, note{text: "hint: " + g.Hint})
	}
	for _, words := range g.Commands {
		r.notes = append(r.notes, note{text: "run: " + render.ShellWords(words)})
	}
	return r
}

func (t *table) head(m *Model) {
	version := m.QEMU.Version
	if m.QEMU.Assumed {
		version += ", which is assumed: nothing says which QEMU this is for"
	}
	for _, line := range tty.Wrap(tty.Printable(fmt.Sprintf("%s: domain %q for QEMU %s", m.File, m.Domain, version)), t.width) {
		t.line(line)
	}
	for _, e := range m.Environment {
		t.line(tty.Printable("environment: " + e))
	}
	t.b.WriteByte('\n')
}

// messagesOf are the numbers of the messages with the given fate, in the order
// of their lines.
func (m *Model) messagesOf(f Fate) []int {
	var found []int
	for n := range m.Messages {
		if m.Messages[n].fate == f {
			found = append(found, n)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(m.Messages[a].Line, m.Messages[b].Line) })
	return found
}

func (t *table) messages(s section, m *Model) {
	var rows []row
	for _, n := range m.messagesOf(s.fate) {
		rows = append(rows, messageRow(&m.Messages[n]))
	}
	if len(rows) == 0 {
		return
	}
	t.b.WriteByte('\n')
	t.line(t.paint(s.colour, fmt.Sprintf("%s (%d)", s.title, len(rows))))
	t.rows(rows)
}

// line writes s as a line, without the space at its end.
func (t *table) line(s string) { t.b.WriteString(strings.TrimRight(s, " ") + "\n") }
