package qemu

import (
	"hash/maphash"
	"sync"
)

// index finds what stands under a name. A translation asks for some hundred
// names, each often; so an index is worth making, which takes a few microseconds,
// when a first name is asked for.
type index[T any] struct {
	seed  maphash.Seed
	slots [2048]uint16 // open addressing: numbers in list, from 1
	list  []T
	name  func(T) string
}

func newIndex[T any](name func(T) string, size int) *index[T] {
	return &index[T]{seed: maphash.MakeSeed(), name: name, list: make([]T, 0, size)}
}

func (x *index[T]) add(item T) {
	x.list = append(x.list, item)
	*x.slot(x.name(item)) = uint16(len(x.list))
}

// slot is where the number of what is called name stands, or would stand.
func (x *index[T]) slot(name string) *uint16 {
	for at := maphash.String(x.seed, name); ; at++ {
		if s := &x.slots[at%uint64(len(x.slots))]; *s == 0 || x.name(x.list[*s-1]) == name {
			return s
		}
	}
}

// find is what is called name, T's zero value where nothing is.
func (x *index[T]) find(name string) (item T) {
	if s := *x.slot(name); s != 0 {
		item = x.list[s-1]
	}
	return item
}

// features finds the rows of a feature.
var features = sync.OnceValue(func() *index[[]row] {
	rows := 0
	for _, table := range featureTables {
		rows += len(table)
	}
	x := newIndex(func(rows []row) string { return rows[0].name }, rows)
	for _, table := range featureTables {
		for len(table) > 0 {
			rows := table[:sameName(table)]
			x.add(rows)
			table = table[len(rows):]
		}
	}
	return x
})

// switches finds the row of a switch.
var switches = sync.OnceValue(func() *index[*optionRow] {
	x := newIndex(func(o *optionRow) string { return o.flag }, len(optionTable))
	for i := range optionTable {
		x.add(&optionTable[i])
	}
	return x
})
