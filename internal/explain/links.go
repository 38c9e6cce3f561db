package explain

import "strconv"

// linkBoxes says of each box which items and arguments it stands for: the
// element with all in it, and the options that come from there or have the
// device's alias for their id.
func (m *Model) linkBoxes() {
	byID := map[string][]int{}
	for i := range m.Arguments {
		if id := m.Arguments[i].id(); id != "" {
			byID[id] = append(byID[id], i)
		}
	}
	m.linkEach(m.buses, byID)
}

func (m *Model) linkEach(boxes []*box, byID map[string][]int) {
	for _, b := range boxes {
		used := map[int]bool{}
		if i, ok := m.index[b.ref]; ok {
			b.from, b.href = m.reach(i, true), "#i"+strconv.Itoa(i)
			for n := i; n < m.Items[i].end; n++ {
				b.use(used, m.Items[n].Arguments)
			}
		}
		b.use(used, byID[b.alias])
		m.linkEach(b.children, byID)
	}
}

// use adds arguments that are not used yet.
func (b *box) use(used map[int]bool, arguments []int) {
	for _, a := range arguments {
		if !used[a] {
			used[a] = true
			b.arguments = append(b.arguments, a)
		}
	}
}

// id is the id of the device that a is, "" for none.
func (a *Argument) id() string {
	if a.Words[0] != "-device" {
		return ""
	}
	for _, p := range a.Params {
		if s, ok := p.Value.(string); ok && p.Key == "id" {
			return s
		}
	}
	return ""
}
