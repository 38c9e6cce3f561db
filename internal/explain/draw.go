package explain

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Sizes of a drawing, in pixels.
const (
	boxWidth   = 190
	boxHeight  = 36
	columnStep = boxWidth + 36
	rowStep    = boxHeight + 8
	margin     = 6
	// titleMost is how many characters fit into a box.
	titleMost = 25
)

// drawing is a topology as rectangles and lines.
type drawing struct {
	Width, Height int
	Boxes         []drawnBox
	Wires         []string // SVG paths
}

type drawnBox struct {
	X, Y          int
	Width, Height int
	TextX         int
	TitleY        int // the line that the title stands on
	DetailY       int
	Title, Detail string
	Tip           string // all of it
	Href          string // the item that it stands for, "" for none
	From          string // the items
	Arguments     string // the arguments, with spaces between
	Bus           bool   // others are plugged into it
}

// draw puts each box in the column of its depth, and in the row of the first box
// that is plugged into it.
func draw(roots []*box) drawing {
	d := drawing{}
	for _, b := range roots {
		d.add(b, 0)
	}
	d.Height += margin
	return d
}

// add draws b and what is in it below what is there.
func (d *drawing) add(b *box, depth int) (y int) {
	x, y := margin+depth*columnStep, d.Height+margin
	d.Width = max(d.Width, x+boxWidth+margin)
	d.Boxes = append(d.Boxes, b.drawn(x, y))
	if len(b.children) == 0 {
		d.Height += rowStep
		return y
	}
	d.wire(b, depth, x, y)
	return y
}

// wire draws what is in b, and the lines that lead there.
func (d *drawing) wire(b *box, depth, x, y int) {
	bend := x + boxWidth + (columnStep-boxWidth)/2
	var path strings.Builder
	last := y
	for _, child := range b.children {
		last = d.add(child, depth+1)
		fmt.Fprintf(&path, "M%d %dH%d", bend, last+boxHeight/2, x+columnStep)
	}
	fmt.Fprintf(&path, "M%d %dH%dV%d", x+boxWidth, y+boxHeight/2, bend, last+boxHeight/2)
	d.Wires = append(d.Wires, path.String())
}

func (b *box) drawn(x, y int) drawnBox {
	detail := strings.TrimSpace(b.place + "  " + b.alias)
	g := drawnBox{
		X: x, Y: y, Width: boxWidth, Height: boxHeight, TextX: x + 9, TitleY: y + 15, DetailY: y + 29,
		Title: shorten(b.title), Detail: shorten(detail), Tip: b.tip(),
		Bus: len(b.children) > 0, From: b.from, Href: b.href,
	}
	words := make([]string, len(b.arguments))
	for i, a := range b.arguments {
		words[i] = strconv.Itoa(a)
	}
	g.Arguments = strings.Join(words, " ")
	return g
}

// tip is all there is to say of b, a line each.
func (b *box) tip() string {
	lines := []string{b.title}
	for _, s := range []string{b.place, b.alias, b.path} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

// shorten is s as far as it fits into a box.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= titleMost {
		return s
	}
	return string([]rune(s)[:titleMost-1]) + "…"
}
