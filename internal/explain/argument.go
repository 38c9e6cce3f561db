package explain

import (
	"encoding/json"
	"slices"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

// extraRule is the rule that made the words after --.
func extraRule() source.Ref { return source.Rule("given after --") }

// Argument is an option as words of the command line.
type Argument struct {
	Words []string `json:"words"`
	// From is what the option stands for as a whole.
	From   []Cause `json:"from"`
	Params []Param `json:"params"`
}

// Param is a parameter that holds no others. Key is the way to it, with dots;
// Value is a string, a number, a truth value, nil or an empty list.
type Param struct {
	Key   string  `json:"key"`
	Value any     `json:"value"`
	From  []Cause `json:"from"`

	start, end int // its bytes in the last word, with its key
}

func (m *Model) addArguments(options []option.Option, extra []string) {
	m.Arguments = make([]Argument, 0, len(options)+len(extra))
	for i := range options {
		m.Arguments = append(m.Arguments, m.argument(&options[i]))
	}
	for _, word := range extra {
		m.Arguments = append(m.Arguments, m.argument(option.Word(word, extraRule())))
	}
	for i := range m.Arguments {
		m.noteUse(i)
	}
}

func (m *Model) argument(o *option.Option) Argument {
	a := Argument{Words: render.Words(o), From: m.causes(o.From), Params: []Param{}}
	for i, leaf := range render.Leaves(o) {
		p := Param{Key: leaf.Key, Value: value(leaf.Param.Value), From: m.causes(leaf.Param.From.List()), start: leaf.Start, end: leaf.End}
		if i == 0 && p.Key == "" {
			p.Key = option.ImpliedKey(o.Flag)
		}
		if len(p.From) == 0 {
			p.From = a.From
		}
		a.Params = append(a.Params, p)
	}
	return a
}

func value(v option.Value) any {
	switch v.Kind() {
	case option.KindString:
		return v.Str()
	case option.KindInt, option.KindUint:
		return json.Number(v.Text())
	case option.KindBool:
		return v.Bool()
	case option.KindObject:
		return struct{}{}
	case option.KindList:
		return []any{}
	case option.KindNull:
		return nil
	}
	return nil
}

// noteUse notes in the items that argument i came from them.
func (m *Model) noteUse(i int) {
	for _, c := range m.Arguments[i].all() {
		if c.item < 0 {
			continue
		}
		if it := &m.Items[c.item]; len(it.Arguments) == 0 || it.Arguments[len(it.Arguments)-1] != i {
			it.Arguments = append(it.Arguments, i)
		}
	}
}

// all are the causes of a and of its parameters.
func (a *Argument) all() []Cause {
	all := slices.Clone(a.From)
	for _, p := range a.Params {
		all = append(all, p.From...)
	}
	return all
}
