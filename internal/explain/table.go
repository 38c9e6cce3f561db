package explain

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/tty"
)

// The terminal's codes.
const (
	boldText = "\x1b[1m"
	dim      = "\x1b[2m"
	green    = "\x1b[32m"
	warning  = "\x1b[1;35m"
	failure  = "\x1b[1;31m"
	noColour = "\x1b[0m"
)

// gap is how many columns lie between the columns of a table.
const gap = 2

// table writes rows in three columns: a cell, the line that each of its notes
// belongs to, and the note.
type table struct {
	b        strings.Builder
	width    int
	coloured bool
}

// columns are the widths of the columns of a table.
type columns struct{ cell, line, note int }

// measure finds the widths that rows need. The cells get at most half.
func (t *table) measure(rows []row) columns {
	c := columns{line: 1}
	for _, r := range rows {
		c.cell = max(c.cell, r.indent+tty.Width(r.cell))
		for _, n := range r.notes {
			c.line = max(c.line, len(n.line))
		}
	}
	c.cell = min(c.cell, t.width/2)
	c.note = t.width - c.cell - c.line - 2*gap
	return c
}

func (t *table) rows(rows []row) {
	c := t.measure(rows)
	for _, r := range rows {
		t.row(&r, c)
	}
}

// row writes r in as many lines as its longer side takes.
func (t *table) row(r *row, c columns) {
	left, right := t.cellLines(r, c), t.noteLines(r, c)
	for i := range max(len(left), len(right)) {
		cell, rest := strings.Repeat(" ", c.cell), ""
		if i < len(left) {
			cell = left[i]
		}
		if i < len(right) {
			rest = strings.Repeat(" ", gap) + right[i]
		}
		t.line(cell + rest)
	}
}

// cellLines are the lines of the cell of r, filled up to its width. What is
// wrapped goes on a little further in.
func (t *table) cellLines(r *row, c columns) []string {
	indent := min(r.indent, c.cell/2)
	first, rest := tty.Printable(r.cell), []string(nil)
	if tty.Width(first) > c.cell-indent {
		wrapped := tty.Wrap(first, c.cell-indent-gap)
		first, rest = wrapped[0], wrapped[1:]
	}
	bold := min(r.bold, len(first))
	lines := []string{strings.Repeat(" ", indent) + t.paint(boldText, first[:bold]) + tty.Pad(first[bold:], c.cell-indent-bold)}
	for _, s := range rest {
		lines = append(lines, strings.Repeat(" ", indent+gap)+tty.Pad(s, c.cell-indent-gap))
	}
	return lines
}

// noteLines are the lines of all notes of r, each with its line number.
func (t *table) noteLines(r *row, c columns) []string {
	var lines []string
	for _, n := range r.notes {
		line := strings.Repeat(" ", c.line-len(n.line)) + t.paint(green, n.line)
		for _, s := range tty.Wrap(tty.Printable(n.text), c.note) {
			if n.rule {
				s = t.paint(dim, s)
			}
			lines = append(lines, line+strings.Repeat(" ", gap)+s)
			line = strings.Repeat(" ", c.line)
		}
	}
	return lines
}

func (t *table) paint(colour, s string) string {
	if !t.coloured || s == "" {
		return s
	}
	return colour + s + noColour
}
