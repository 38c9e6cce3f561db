package audit

import (
	"slices"
	"strings"
	"sync"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// row explains items that are rightly on no command line.
type row struct {
	// pattern is a path, in which * stands for any one name and a leading ** for
	// any path. It ends in @NAME for an attribute, in text() for the text of an
	// element; else it means that the element is there.
	pattern string
	value   string // the only value that is explained; "" for any
	id      source.ID
	// inside is what may lie in the element, explained with it: names of
	// elements, with = after those that hold text, and of attributes, with @
	// before them; "*" for anything.
	inside string
	reason string
}

func (r *row) diag(ref source.Ref) source.Diag {
	return source.Diag{Severity: source.Info, ID: r.id, Ref: ref, Text: r.reason}
}

// opaque tells whether anything may lie in the element.
func (r *row) opaque() bool { return r.inside == "*" }

// words are the names in the inside of a row.
type words []string

func (w words) Element(it parse.Item) bool {
	return slices.Contains(w, it.Name()) || slices.Contains(w, it.Name()+"=")
}

func (w words) Attr(it parse.Item, k int) bool {
	name, _ := it.Attr(k)
	return slices.Contains(w, "@"+name)
}

func (w words) Text(it parse.Item) bool { return slices.Contains(w, it.Name()+"=") }

// byLast finds the rows by the last name of their pattern. It is built when it
// is first needed.
var byLast = sync.OnceValue(func() map[string][]*row {
	m := make(map[string][]*row, len(table))
	for i := range table {
		last := lastName(table[i].pattern)
		m[last] = append(m[last], &table[i])
	}
	return m
})

func lastName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// lookUp is the row that explains the item at path with the given value, nil
// where there is none.
func lookUp(path, value string) *row {
	for _, r := range byLast()[lastName(path)] {
		if (r.value == "" || r.value == value) && matches(r.pattern, path) {
			return r
		}
	}
	return nil
}

// row is the row that explains element i: what the table says of its inside, or
// where nothing else accounts for it, of its being there.
func (l *ledger) row(i int) *row {
	if l.items[i].Foreign() {
		return nil
	}
	for _, r := range byLast()[l.items[i].Name()] {
		if (r.inside != "" || !l.touched[i]) && matches(r.pattern, l.path(i)) {
			return r
		}
	}
	return nil
}

// rowOfAttr is the row that explains attribute k of element i.
func (l *ledger) rowOfAttr(i, k int) *row {
	name, value := l.items[i].Attr(k)
	return lookUp(l.path(i)+"/@"+name, value)
}

// rowOfText is the row that explains the text of element i.
func (l *ledger) rowOfText(i int) *row { return lookUp(l.path(i)+"/text()", l.items[i].Text()) }

// explained tells whether the table knows anything in element i, which nothing
// cites.
func (l *ledger) explained(i int) bool {
	it := l.items[i]
	if lookUp(l.path(i), "") != nil || it.Text() != "" && l.rowOfText(i) != nil {
		return true
	}
	for k := range it.Attrs() {
		if l.rowOfAttr(i, k) != nil {
			return true
		}
	}
	for n := it.First(); n != 0; n = l.items[n-l.root].Next() {
		if l.explained(n - l.root) {
			return true
		}
	}
	return false
}

// knowsInside tells whether the table knows items in the element at path.
func knowsInside(path string) bool {
	return slices.ContainsFunc(table, func(r row) bool {
		parent := strings.TrimSuffix(r.pattern, lastName(r.pattern))
		return !strings.HasSuffix(parent, "*/") && matches(parent, path+"/")
	})
}

// nextName is the name that pattern has for something in the element at path; ok
// is false where it has none.
func nextName(pattern, path string) (name string, ok bool) {
	if rest, ok := strings.CutPrefix(pattern, "**/"); ok {
		name, rest, _ := strings.Cut(rest, "/")
		if name == lastName(path) {
			name = rest
		}
		return name, name != ""
	}
	for {
		p, pRest, pMore := strings.Cut(pattern, "/")
		s, sRest, sMore := strings.Cut(path, "/")
		if !pMore || p != "*" && p != s {
			return "", false
		}
		if !sMore {
			name, _, _ := strings.Cut(pRest, "/")
			return name, name != "*"
		}
		pattern, path = pRest, sRest
	}
}

// matches tells whether path fits pattern.
func matches(pattern, path string) bool {
	if rest, ok := strings.CutPrefix(pattern, "**/"); ok {
		return path == rest || strings.HasSuffix(path, "/"+rest)
	}
	for {
		p, pRest, pMore := strings.Cut(pattern, "/")
		s, sRest, sMore := strings.Cut(path, "/")
		if p != "*" && p != s || pMore != sMore {
			return false
		}
		if !pMore {
			return true
		}
		pattern, path = pRest, sRest
	}
}
