package render

import (
	"strings"

	"al.essio.dev/pkg/shellescape"

	"github.com/qemuxml/qemuxml/internal/option"
)

// Leaf is a parameter that holds no others, and the bytes Start to End of the
// argument that stand for it, with its key.
type Leaf struct {
	// Key is the path of keys to it, with dots between and items of lists
	// numbered.
	Key string
	// Param has the items that it comes from, or where it has none, those of the
	// parameter around it.
	Param      option.Param
	Start, End int
}

// Leaves are the leaves of the argument of o, in order: of the last of its
// Words.
func Leaves(o *option.Option) []Leaf {
	s := &sink{marks: true}
	switch {
	case o.Flag == "":
		s.write(o.Params[0].Value.Str())
		s.leaf(0, "", &o.Params[0])
	case option.SyntaxOf(o.Flag) != option.Bare:
		s.argument(o)
	}
	return s.leaves
}

// sink is a text at whose end an argument is being written.
type sink struct {
	text   []byte
	start  int  // where the argument begins
	marks  bool // leaves are noted
	leaves []Leaf
}

// begin begins an argument.
func (s *sink) begin() { s.start = len(s.text) }

// len is how much of the argument is written.
func (s *sink) len() int { return len(s.text) - s.start }

func (s *sink) write(text string) { s.text = append(s.text, text...) }

// doubled writes text with each comma twice.
func (s *sink) doubled(text string) {
	for {
		at := strings.IndexByte(text, ',')
		if at < 0 {
			break
		}
		s.write(text[:at])
		s.write(",,")
		text = text[at+1:]
	}
	s.write(text)
}

// leaf notes that p was written from start on.
func (s *sink) leaf(start int, key string, p *option.Param) {
	if s.marks {
		s.leaves = append(s.leaves, Leaf{Key: key, Param: *p, Start: start, End: s.len()})
	}
}

// inherit is p, which outer holds, with the items that it comes from.
func inherit(p option.Param, outer *option.Param) option.Param {
	if p.From.IsEmpty() {
		p.From = outer.From
	}
	return p
}

// ShellPieces is word as a POSIX shell reads it, cut where word is cut at the
// given bytes, in rising order.
func ShellPieces(word string, cuts []int) []string {
	quoted := shellescape.Quote(word) != word
	pieces := make([]string, 0, len(cuts)+1)
	start := 0
	for _, end := range append(cuts, len(word)) {
		piece := word[start:end]
		if quoted {
			// Inside single quotes, all is plain but the quote itself.
			piece = strings.ReplaceAll(piece, "'", `'"'"'`)
		}
		pieces = append(pieces, piece)
		start = end
	}
	if quoted {
		pieces[0] = "'" + pieces[0]
		pieces[len(pieces)-1] += "'"
	}
	return pieces
}
