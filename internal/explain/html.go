package explain

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/render"
)

//go:embed page/page.html
var pageHTML string

//go:embed page/page.css
var pageCSS string

//go:embed page/page.js
var pageJS string

// page is what the template shows.
type page struct {
	*Model
	CSS    template.CSS
	JS     template.JS
	Policy string

	Lines    []pageLine
	Command  []pageOption
	Drawing  drawing
	Sections []pageSection
}

// HTML writes m as one page that needs nothing else. Its policy lets no script
// run but its own, whatever the XML holds.
func (m *Model) HTML(w io.Writer) error {
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	err = t.Execute(b, page{
		Model: m, CSS: template.CSS(pageCSS), JS: template.JS(pageJS),
		Policy:   fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'", digest(pageCSS), digest(pageJS)),
		Lines:    m.pageLines(),
		Command:  m.pageCommand(),
		Drawing:  draw(m.buses),
		Sections: m.pageSections(),
	})
	if err != nil {
		return err
	}
	return b.Flush()
}

// digest names a text in a Content-Security-Policy.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// pageOption is a line of the command: an option, or what comes before it.
type pageOption struct {
	ID     string // "" for a part of the environment
	Number int    // of the argument; -1 for what comes before the arguments
	Flag   string
	pageLink
	Pieces []pagePiece
	Last   bool
}

// pagePiece is a part of an argument: a parameter, or with no ID, what stands
// between parameters.
type pagePiece struct {
	ID, Text string
	pageLink
}

// pageLink says what items a part of the page came from.
type pageLink struct {
	From  string // their numbers, with spaces between
	Href  string // the first of them, "" for none
	Title string // where they are, for people
	Rule  bool   // only rules stand behind it
}

func link(causes []Cause) pageLink {
	var l pageLink
	var titles, items []string
	for _, c := range causes {
		if c.item < 0 {
			titles = append(titles, c.Rule)
			continue
		}
		items = append(items, strconv.Itoa(c.item))
		titles = append(titles, fmt.Sprintf("line %d: %s", c.Line, c.Path))
	}
	l.From, l.Title, l.Rule = strings.Join(items, " "), strings.Join(titles, "\n"), len(items) == 0
	if len(items) > 0 {
		l.Href = "#i" + items[0]
	}
	return l
}

func (m *Model) pageCommand() []pageOption {
	var list []pageOption
	for _, e := range m.Environment {
		name, value, _ := strings.Cut(e, "=")
		list = append(list, pageOption{Number: -1, Flag: name + "=" + render.ShellWords([]string{value}), pageLink: pageLink{Rule: true}})
	}
	program := pageOption{ID: "program", Number: -1, Flag: render.ShellWords([]string{m.Program.Path}), pageLink: link(m.Program.From)}
	program.Title = m.Program.Reason
	list = append(list, program)
	for i := range m.Arguments {
		list = append(list, m.Arguments[i].page(i))
	}
	list[len(list)-1].Last = true
	return list
}

// page is a, argument number i, as a line of the page.
func (a *Argument) page(i int) pageOption {
	o := pageOption{ID: "a" + strconv.Itoa(i), Number: i, pageLink: link(a.all())}
	last := a.Words[len(a.Words)-1]
	if len(a.Words) > 1 {
		o.Flag = a.Words[0]
	} else if len(a.Params) == 0 {
		o.Flag = render.ShellWords(a.Words)
		return o
	}
	pieces := render.ShellPieces(last, a.cuts())
	for k, text := range pieces {
		p := pagePiece{Text: text}
		if k%2 == 1 {
			p.ID, p.pageLink = fmt.Sprintf("p%d-%d", i, k/2), link(a.Params[k/2].From)
		}
		o.Pieces = append(o.Pieces, p)
	}
	return o
}

// cuts is where parameters begin and end in the last word.
func (a *Argument) cuts() []int {
	var cuts []int
	for _, p := range a.Params {
		cuts = append(cuts, p.start, p.end)
	}
	return cuts
}

// pageSection is a group of messages.
type pageSection struct {
	Title    string
	Fate     Fate
	Messages []pageMessage
}

type pageMessage struct {
	*Message
	Number int
	Shell  []string // the commands
	pageLink
}

func (m *Model) pageSections() []pageSection {
	var list []pageSection
	for _, s := range sections {
		p := pageSection{Title: s.title, Fate: s.fate}
		for _, n := range m.messagesOf(s.fate) {
			p.Messages = append(p.Messages, m.pageMessage(n))
		}
		if len(p.Messages) > 0 {
			list = append(list, p)
		}
	}
	return list
}

func (m *Model) pageMessage(n int) pageMessage {
	g := pageMessage{Message: &m.Messages[n], Number: n}
	for _, words := range g.Commands {
		g.Shell = append(g.Shell, render.ShellWords(words))
	}
	var ranges []string
	for _, i := range g.items {
		ranges = append(ranges, m.reach(i, m.Items[i].isWhole()))
	}
	g.From = strings.Join(ranges, " ")
	if len(g.items) > 0 {
		g.Href = "#i" + strconv.Itoa(g.items[0])
	}
	return g
}

// reach is item i, or with all that it holds, a range of items.
func (m *Model) reach(i int, whole bool) string {
	if end := m.Items[i].end; whole && end > i+1 {
		return fmt.Sprintf("%d-%d", i, end)
	}
	return strconv.Itoa(i)
}
