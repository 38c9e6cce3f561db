package explain

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pageLine is a line of the XML.
type pageLine struct {
	Number int
	Groups []pageGroup
}

// pageGroup is a stretch of XML that is one item, or none.
type pageGroup struct {
	Item, End int // the item and the one after all in it; -1 for none
	// ID is the name of the group, "" where an earlier line has it.
	ID    string
	Href  string // where its explanation begins, "" for nowhere
	Fate  Fate
	Title string
	Spans []pageSpan
}

type pageSpan struct{ Class, Text string }

// class is what a piece is coloured by; "" for no colour.
func class(kind parse.PieceKind) string {
	switch kind {
	case parse.PieceTag:
		return "t"
	case parse.PieceAttrName:
		return "n"
	case parse.PieceAttrValue:
		return "v"
	case parse.PieceComment:
		return "c"
	}
	return ""
}

func (m *Model) pageLines() []pageLine {
	p := pager{model: m, named: map[int]bool{}}
	p.newLine()
	for i, piece := range m.pieces {
		p.piece(piece, p.joins(i))
	}
	if last := len(p.lines) - 1; last > 0 && len(p.lines[last].Groups) == 0 {
		p.lines = p.lines[:last]
	}
	return p.lines
}

// pager puts pieces of XML into lines.
type pager struct {
	model *Model
	lines []pageLine
	named map[int]bool // items that have a group by now
	last  source.Ref   // the item of the last piece
}

func (p *pager) newLine() { p.lines = append(p.lines, pageLine{Number: len(p.lines) + 1}) }

// joins tells whether piece i goes on with the attribute before it: its equals
// sign, or its value.
func (p *pager) joins(i int) bool {
	pieces := p.model.pieces
	if i == 0 || i+1 >= len(pieces) {
		return false
	}
	return pieces[i-1].Kind == parse.PieceAttrName || pieces[i].Kind == parse.PieceAttrValue
}

func (p *pager) piece(piece parse.Piece, joins bool) {
	ref := piece.Ref
	if joins && ref.IsZero() {
		ref = p.last
	}
	text := strings.ToValidUTF8(strings.ReplaceAll(piece.Text, "\r\n", "\n"), "\uFFFD")
	for k, line := range strings.Split(text, "\n") {
		if k > 0 {
			p.newLine()
		}
		if line == "" {
			continue
		}
		p.span(ref, pageSpan{class(piece.Kind), line}, joins && k == 0)
	}
	p.last = ref
}

// span adds s to the line, as more of its last group or as a group of its own.
func (p *pager) span(ref source.Ref, s pageSpan, joins bool) {
	line := &p.lines[len(p.lines)-1]
	if last := len(line.Groups) - 1; joins && last >= 0 {
		line.Groups[last].Spans = append(line.Groups[last].Spans, s)
		return
	}
	g := pageGroup{Item: -1}
	if i, ok := p.model.index[ref]; ok {
		g = p.model.group(i)
		if p.named[i] {
			g.ID = ""
		}
		p.named[i] = true
	}
	g.Spans = []pageSpan{s}
	line.Groups = append(line.Groups, g)
}

// group is the group of item i, without its text.
func (m *Model) group(i int) pageGroup {
	it := &m.Items[i]
	g := pageGroup{Item: i, End: it.end, ID: "i" + strconv.Itoa(i), Fate: it.Became, Href: m.explanation(i)}
	n, ok := m.messageOf(i)
	if ok {
		g.Title = fmt.Sprintf("%s: %s", m.Messages[n].ID, m.Messages[n].Text)
	}
	return g
}

// explanation is where the page says what became of item i: at an argument, the
// program, or a message.
func (m *Model) explanation(i int) string {
	it := &m.Items[i]
	n, said := m.messageOf(i)
	switch {
	case len(it.Arguments) > 0:
		return fmt.Sprintf("#a%d", it.Arguments[0])
	case it.Became == Runs:
		return "#program"
	case said:
		return fmt.Sprintf("#m%d", n)
	case it.firstArgument >= 0:
		return fmt.Sprintf("#a%d", it.firstArgument)
	}
	return ""
}

// messageOf is the message that speaks of item i, or of what it lies in as a
// whole.
func (m *Model) messageOf(i int) (n int, ok bool) {
	for i >= 0 {
		it := &m.Items[i]
		if len(it.Messages) > 0 {
			return it.Messages[0], true
		}
		if it.parent < 0 || !m.Items[it.parent].isWhole() {
			return 0, false
		}
		i = it.parent
	}
	return 0, false
}
