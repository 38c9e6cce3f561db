package audit

import (
	"strings"
	"sync"

	"github.com/qemuxml/qemuxml/internal/source"
)

// row explains items that are rightly on no command line. Its pattern is a
// path, in which * stands for any one name and a leading ** for any path.
type row struct {
	pattern string
	value   string // the only value that is explained; "" for any
	id      source.ID
	whole   bool // everything inside is explained, too
	reason  string
}

func (r *row) diag(ref source.Ref, path string) source.Diag {
	return source.Diag{Severity: source.Info, ID: r.id, Ref: ref, Text: path + ": " + r.reason}
}

// byLast finds the rows by the last name of their pattern. It is built when it
// is first needed.
var byLast = sync.OnceValue(func() map[string][]*row {
	m := make(map[string][]*row, len(table))
	for i := range table {
		last := table[i].pattern[strings.LastIndexByte(table[i].pattern, '/')+1:]
		m[last] = append(m[last], &table[i])
	}
	return m
})

// lookUp is the row that explains the item at path with the given value, nil
// where there is none.
func lookUp(path, value string) *row {
	for _, r := range byLast()[path[strings.LastIndexByte(path, '/')+1:]] {
		if (r.value == "" || r.value == value) && matches(r.pattern, path) {
			return r
		}
	}
	return nil
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
