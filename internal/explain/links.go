package explain

import (
	"fmt"
	"strconv"
)

// linkBoxes says of each box which items and arguments it stands for: the
// element with all in it, and the options that come from there. The options of
// what resolve made are found by their places, or by their ids.
func (m *Model) linkBoxes() {
	l := linker{model: m, byPlace: map[string]int{}, byID: map[string]int{}}
	for i := range m.Arguments {
		a := &m.Arguments[i]
		if a.Words[0] != "-device" {
			continue
		}
		l.byPlace[a.param("bus")+" "+a.param("addr")] = i
		if id := a.param("id"); id != "" {
			l.byID[id] = i
		}
	}
	for _, b := range m.buses {
		l.link(b, nil)
	}
}

// linker knows the devices of the command line by their places on PCI buses, and
// by their ids.
type linker struct {
	model         *Model
	byPlace, byID map[string]int
}

// link links b, which is plugged into parent, and what is plugged into b.
func (l *linker) link(b, parent *box) {
	if i, ok := l.model.index[b.ref]; ok {
		l.linkItem(b, i)
	}
	if len(b.arguments) == 0 {
		l.linkMade(b, parent)
	}
	for _, child := range b.children {
		l.link(child, b)
	}
}

func (l *linker) linkItem(b *box, i int) {
	it := &l.model.Items[i]
	b.from, b.href = l.model.reach(i, true), "#i"+strconv.Itoa(i)
	b.path = fmt.Sprintf("line %d: %s", it.Line, it.Path)
	used := map[int]bool{}
	for n := i; n < it.end; n++ {
		for _, a := range l.model.Items[n].Arguments {
			if !used[a] {
				used[a] = true
				b.arguments = append(b.arguments, a)
			}
		}
	}
}

func (l *linker) linkMade(b, parent *box) {
	a, ok := 0, false
	if parent != nil {
		a, ok = l.byPlace[parent.alias+" "+b.pciAddr()]
	}
	if !ok && b.alias != "" {
		a, ok = l.byID[b.alias]
	}
	if ok {
		b.arguments = []int{a}
	}
}

// pciAddr is the place of b on a PCI bus as -device takes it.
func (b *box) pciAddr() string {
	if b.order[1] == 0 {
		return fmt.Sprintf("%#x", b.order[0])
	}
	return fmt.Sprintf("%#x.%#x", b.order[0], b.order[1])
}

// param is the string that a has under key, "" where there is none.
func (a *Argument) param(key string) string {
	for _, p := range a.Params {
		if s, ok := p.Value.(string); ok && p.Key == key {
			return s
		}
	}
	return ""
}
