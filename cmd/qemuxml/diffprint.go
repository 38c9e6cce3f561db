package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/diff"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/tty"
)

// differences prints how the two sides differ.
func (u *ui) differences(sides []*side, found []diff.Difference, asJSON bool) error {
	if asJSON {
		return u.differencesJSON(sides, found)
	}
	p := diffText{sides: sides, found: found}
	for _, d := range found {
		for _, prop := range d.Props {
			p.width = max(p.width, len(sides[0].where(prop.A)), len(sides[1].where(prop.B)))
		}
	}
	for i := range found {
		p.difference(&found[i])
	}
	_, err := io.WriteString(u.out, p.b.String())
	return err
}

// diffText writes differences as text: where a property comes from stands in a
// column of its own.
type diffText struct {
	sides []*side
	found []diff.Difference
	width int // of that column
	b     strings.Builder
}

func (p *diffText) difference(d *diff.Difference) {
	switch d.Kind {
	case diff.Changed:
		p.b.WriteString("changed: ")
	case diff.Missing:
		p.b.WriteString("only in " + tty.Printable(p.sides[0].name) + ": ")
	case diff.Extra:
		p.b.WriteString("only in " + tty.Printable(p.sides[1].name) + ": ")
	}
	p.b.WriteString(title(d) + "\n")
	for _, prop := range d.Props {
		p.value("-", prop.Key, p.sides[0], prop.A)
		p.value("+", prop.Key, p.sides[1], prop.B)
	}
}

// title is what an option is called.
func title(d *diff.Difference) string {
	switch {
	case d.Program:
		return "the program"
	case d.Flag == "":
		return "a word"
	}
	text := "-" + d.Flag
	for _, name := range []string{d.ID, d.Driver} {
		if name != "" {
			text += " " + shellSafe(name)
		}
	}
	return text
}

func (p *diffText) value(sign, key string, s *side, v diff.Value) {
	if !v.Set {
		return
	}
	text := v.Text
	if key != "" {
		text = key + "=" + text
	}
	fmt.Fprintf(&p.b, "  %-*s  %s %s", p.width, s.where(v), sign, shellSafe(text))
	if rule := onlyRule(v.From); rule != "" {
		p.b.WriteString("  (" + tty.Printable(rule) + ")")
	}
	p.b.WriteByte('\n')
}

// where is the side and the lines of it that decided v.
func (s *side) where(v diff.Value) string {
	var lines []int
	if s.tree != nil {
		for _, ref := range v.From {
			if line := s.tree.Position(ref).Line; line > 0 {
				lines = append(lines, line)
			}
		}
	}
	slices.Sort(lines)
	text := tty.Printable(s.name)
	for i, line := range slices.Compact(lines) {
		text += [2]string{":", ","}[min(i, 1)] + strconv.Itoa(line)
	}
	return text
}

// onlyRule is the rule that made a value which no item of the XML decided.
func onlyRule(from []source.Ref) string {
	rule := ""
	for _, ref := range from {
		if ref.Node() != 0 {
			return ""
		}
		rule = ref.Rule()
	}
	return rule
}

// shellSafe is s as one word for a shell, and harmless to a terminal.
func shellSafe(s string) string { return tty.Printable(render.ShellWords([]string{s})) }

// The JSON form of a comparison.
type (
	comparisonJSON struct {
		Same        bool             `json:"same"`
		A           string           `json:"a"`
		B           string           `json:"b"`
		Differences []differenceJSON `json:"differences"`
	}
	differenceJSON struct {
		Kind    diff.Kind      `json:"kind"`
		Program bool           `json:"program,omitempty"`
		Flag    string         `json:"flag,omitempty"`
		ID      string         `json:"id,omitempty"`
		Driver  string         `json:"driver,omitempty"`
		Props   []propertyJSON `json:"properties"`
	}
	propertyJSON struct {
		Key string     `json:"key"`
		A   *valueJSON `json:"a,omitempty"`
		B   *valueJSON `json:"b,omitempty"`
	}
	valueJSON struct {
		Value string     `json:"value"`
		From  []fromJSON `json:"from,omitempty"`
	}
	fromJSON struct {
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Path   string `json:"path,omitempty"`
		Rule   string `json:"rule,omitempty"`
	}
)

func (u *ui) differencesJSON(sides []*side, found []diff.Difference) error {
	c := comparisonJSON{Same: len(found) == 0, A: sides[0].name, B: sides[1].name, Differences: []differenceJSON{}}
	for _, d := range found {
		j := differenceJSON{Kind: d.Kind, Program: d.Program, Flag: d.Flag, ID: d.ID, Driver: d.Driver}
		for _, p := range d.Props {
			j.Props = append(j.Props, propertyJSON{p.Key, sides[0].json(p.A), sides[1].json(p.B)})
		}
		c.Differences = append(c.Differences, j)
	}
	e := json.NewEncoder(u.out)
	e.SetEscapeHTML(false)
	return e.Encode(c)
}

func (s *side) json(v diff.Value) *valueJSON {
	if !v.Set {
		return nil
	}
	return &valueJSON{Value: v.Text, From: originsJSON(s.tree, v.From)}
}

// originsJSON is where from lies in tree, nil for none.
func originsJSON(tree *parse.Tree, from []source.Ref) []fromJSON {
	var list []fromJSON
	for _, ref := range from {
		if tree == nil || ref.IsZero() {
			continue
		}
		p := tree.Position(ref)
		list = append(list, fromJSON{p.Line, p.Col, p.Path, ref.Rule()})
	}
	return list
}
