package source

import "iter"

// Refs are the items that something comes from, in order: none, one, or several.
// Most things come from one, which takes no memory of its own.
type Refs struct {
	first Ref // its bit present says whether there is one
	rest  *moreRefs
}

type moreRefs struct {
	ref  Ref
	next *moreRefs
}

// RefsOf is list as Refs. What repeats the first of it, or is nowhere, is left
// out: a default has one rule for all its parts.
func RefsOf(list ...Ref) Refs {
	if len(list) == 0 {
		return Refs{}
	}
	r := Refs{first: list[0]}
	r.first.present = true
	for i := len(list) - 1; i > 0; i-- {
		if list[i] != list[0] && !list[i].IsZero() {
			r.rest = &moreRefs{list[i], r.rest}
		}
	}
	return r
}

// IsEmpty tells whether there are none.
func (r Refs) IsEmpty() bool { return !r.first.present }

// All goes through them.
func (r Refs) All() iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		if r.IsEmpty() {
			return
		}
		first := r.first
		first.present = false
		if !yield(first) {
			return
		}
		for m := r.rest; m != nil && yield(m.ref); m = m.next {
		}
	}
}

// List is all of them, after those of list.
func (r Refs) List(list ...Ref) []Ref {
	for ref := range r.All() {
		list = append(list, ref)
	}
	return list
}
