package explain

import (
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Message is a diagnostic with its place.
type Message struct {
	Severity string     `json:"severity"`
	ID       source.ID  `json:"id"`
	Line     int        `json:"line,omitempty"`
	Column   int        `json:"column,omitempty"`
	Path     string     `json:"path,omitempty"`
	Text     string     `json:"text"`
	Hint     string     `json:"hint,omitempty"`
	Commands [][]string `json:"commands,omitempty"`

	fate  Fate
	items []int // those that it speaks of, the first one first
}

func (m *Model) addMessages(tree *parse.Tree, diags []source.Diag) {
	m.Messages = make([]Message, 0, len(diags))
	for n, d := range diags {
		p := tree.Position(d.Ref)
		g := Message{
			Severity: d.Severity.String(), ID: d.ID, Line: p.Line, Column: p.Col, Path: p.Path, Text: d.Text, Hint: d.Hint,
			Commands: d.Commands, fate: fateOf(&diags[n]),
		}
		for _, c := range m.causes(append([]source.Ref{d.Ref}, d.Also...)) {
			if c.item >= 0 {
				g.items = append(g.items, c.item)
				m.Items[c.item].Messages = append(m.Items[c.item].Messages, n)
			}
		}
		m.Messages = append(m.Messages, g)
	}
}

// fateOf is what a diagnostic says became of its item.
func fateOf(d *source.Diag) Fate {
	switch {
	case d.ID == source.NotTranslated:
		return Dropped
	case d.Severity >= source.Warning:
		return Warned
	case d.ID == source.RunTime:
		return RunTime
	case d.ID == source.AsDefault:
		return AsDefault
	case d.ID == source.NoMeaning:
		return NoMeaning
	}
	return Noted
}
