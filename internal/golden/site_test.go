package golden

import (
	"bytes"
	"encoding/xml"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// site is an element as it stands in the text of a document.
type site struct {
	name       string
	start, end int // of its start tag
	closing    int // where its end tag begins; end where it has none
	empty      bool
	attrs      []span // in the text
	text       bool   // it holds text
}

type span struct{ start, end int }

// findSites finds the elements of the domain that is element root, but for those
// that may hold anything: other programs' data, and what is unknown itself.
func findSites(data []byte, root int, unknown map[int]bool) []site {
	var sites []site
	var open []int // indices in sites; -1 outside the domain, or where anything may stand
	dec := xml.NewDecoder(bytes.NewReader(data))
	for n := 0; ; {
		start := int(dec.InputOffset())
		token, err := dec.RawToken()
		if err != nil {
			return sites
		}
		end := int(dec.InputOffset())
		switch token := token.(type) {
		case xml.StartElement:
			n++
			if n < root || n > root && (len(open) == 0 || open[len(open)-1] < 0) || token.Name.Local == "metadata" || unknown[n] {
				open = append(open, -1)
				continue
			}
			open = append(open, len(sites))
			sites = append(sites, newSite(data, start, end))
		case xml.EndElement:
			if i := open[len(open)-1]; i >= 0 && !sites[i].empty {
				sites[i].closing = start
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1] >= 0 && len(bytes.TrimSpace(token)) > 0 {
				sites[open[len(open)-1]].text = true
			}
		}
	}
}

var attribute = regexp.MustCompile(`\s([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')`)

func newSite(data []byte, start, end int) site {
	tag := data[start:end]
	s := site{start: start, end: end, closing: end, empty: bytes.HasSuffix(tag, []byte("/>"))}
	s.name = strings.TrimRight(strings.Fields(string(tag[1:]))[0], "/>")
	for _, m := range attribute.FindAllSubmatchIndex(tag, -1) {
		s.attrs = append(s.attrs, span{start + m[2], start + m[3]})
	}
	return s
}

// kind is a kind of mistake. Its plant is the document with one at s, and where
// that begins; nil where it can't be made there.
type kind struct {
	name  string
	plant func(random *rand.Rand, data []byte, s *site) (planted []byte, at int)
}

var kinds = []kind{
	{"unknown element", func(_ *rand.Rand, data []byte, s *site) ([]byte, int) {
		return s.insertInside(data, "<qwxz a='1'><b/></qwxz>")
	}},
	{"unknown attribute", func(_ *rand.Rand, data []byte, s *site) ([]byte, int) {
		return s.replace(data, span{s.start + 1 + len(s.name), s.start + 1 + len(s.name)}, "qwxz='1' ")
	}},
	{"misspelt attribute", func(random *rand.Rand, data []byte, s *site) ([]byte, int) {
		if len(s.attrs) == 0 {
			return nil, 0
		}
		a := s.attrs[random.IntN(len(s.attrs))]
		name := string(data[a.start:a.end])
		if strings.HasPrefix(name, "xmlns") {
			return nil, 0
		}
		return s.replace(data, a, misspell(random, name))
	}},
	{"foreign element", func(_ *rand.Rand, data []byte, s *site) ([]byte, int) {
		return s.insertInside(data, "<z:memory xmlns:z='urn:z'><z:name>1</z:name></z:memory>")
	}},
	{"stray text", func(_ *rand.Rand, data []byte, s *site) ([]byte, int) {
		if s.text || slices.Contains(textual, s.name) {
			return nil, 0
		}
		return s.insertInside(data, "stray text")
	}},
}

// textual are the elements that hold text: where one is empty, text in it is no
// mistake.
var textual = []string{"backend", "cmdline", "description", "entry", "genid", "loader", "nvram", "title"}

// insertInside puts text on a line of its own at the end of what s holds. What
// held nothing holds no more than that: space would be text.
func (s *site) insertInside(data []byte, text string) ([]byte, int) {
	if !s.empty {
		return s.replace(data, span{s.closing, s.closing}, text)
	}
	slash := s.start + bytes.LastIndexByte(data[s.start:s.end], '/')
	return s.replace(data, span{slash, s.end}, ">"+text+"</"+s.name+"\n>")
}

// replace puts text, on a line of its own, in the place of old.
func (s *site) replace(data []byte, old span, text string) ([]byte, int) {
	return slices.Concat(data[:old.start], []byte("\n"+text+"\n"), data[old.end:]), old.start + 1
}

// misspell is name with a slip in it.
func misspell(random *rand.Rand, name string) string {
	i, letter := random.IntN(len(name)), "z"
	if name[i] == 'z' {
		letter = "q"
	}
	switch random.IntN(3) {
	case 0: // another letter
		return name[:i] + letter + name[i+1:]
	case 1: // a letter too many
		return name[:i] + letter + name[i:]
	}
	return name[:i+1] + name[i:] // a letter twice
}
