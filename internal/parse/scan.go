package parse

import "strings"

// scanner reads plain XML: all that libvirt, virt-install and people write. It
// gives up on what is rare, such as CDATA, declarations of entities and numeric
// characters, and on all that is malformed; etree reads that, at several times
// the price, and judges it. What both can read they read the same, which
// FuzzScan holds.
type scanner struct {
	*planter
	src   string
	at    int
	attrs []attr // those of all elements; there is room for all from the start
}

// scan reads t.data into t. It tells whether it could; where not, t is as before.
func (t *Tree) scan() bool {
	src := string(t.data)
	if !plain(src) {
		return false
	}
	grown := &Tree{data: t.data, nodes: make([]node, 1, 1+strings.Count(src, "<")-strings.Count(src, "</"))}
	s := scanner{planter: newPlanter(grown), src: src, attrs: make([]attr, 0, strings.Count(src, "="))}
	for s.at < len(s.src) {
		if !s.token() {
			return false
		}
	}
	if len(s.open) > 1 {
		return false
	}
	s.flush()
	*t = *grown
	return true
}

// plain tells whether src is free of what means something, or is forbidden,
// wherever it stands.
func plain(src string) bool {
	for i := range len(src) {
		if c := src[i]; c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return !strings.Contains(src, "]]>") && !strings.Contains(src, "\uFFFE") && !strings.Contains(src, "\uFFFF")
}

// token reads what begins at s.at: a tag, a comment, an instruction or text.
func (s *scanner) token() bool {
	if s.src[s.at] != '<' {
		return s.textToken()
	}
	s.at++
	switch {
	case s.take("/"):
		return s.endTag()
	case s.take("!--"):
		return s.past("--") && s.take(">")
	case s.take("?"):
		return s.instruction()
	}
	return s.startTag()
}

func (s *scanner) textToken() bool {
	length := strings.IndexByte(s.src[s.at:], '<')
	if length < 0 {
		length = len(s.src) - s.at
	}
	text, ok := unescape(s.src[s.at : s.at+length])
	s.at += length
	s.chars(text)
	return ok
}

// startTag reads a start tag after its bracket. Elements nest MaxDepth deep at
// most.
func (s *scanner) startTag() bool {
	called, ok := s.name()
	if !ok || len(s.open) > MaxDepth {
		return false
	}
	first := len(s.attrs)
	for s.space(); ok && !s.on('>') && !s.on('/'); s.space() {
		ok = s.attr()
	}
	s.start(called, s.attrs[first:len(s.attrs):len(s.attrs)])
	if s.take("/") {
		s.end()
	}
	return ok && s.take(">")
}

// attr reads name="value".
func (s *scanner) attr() bool {
	called, ok := s.name()
	s.space()
	if !ok || !s.take("=") {
		return false
	}
	s.space()
	quote := `"`
	if s.on('\'') {
		quote = `'`
	}
	if !s.take(quote) {
		return false
	}
	start := s.at
	if !s.past(quote) {
		return false
	}
	raw := s.src[start : s.at-1]
	value, ok := unescape(raw)
	s.attrs = append(s.attrs, attr{called, value})
	return ok && strings.IndexByte(raw, '<') < 0
}

// endTag reads an end tag after its slash.
func (s *scanner) endTag() bool {
	called, ok := s.name()
	s.space()
	if !ok || !s.take(">") || len(s.open) == 1 || s.nodes[s.open[len(s.open)-1].n].name != called {
		return false
	}
	s.end()
	return true
}

// instruction reads a processing instruction after <?. Of XML declarations it
// knows the usual ones.
func (s *scanner) instruction() bool {
	target, ok := s.name()
	if !ok || target.Space != "" {
		return false
	}
	s.space()
	rest := s.src[s.at:]
	if target.Local == "xml" && !strings.HasPrefix(rest, `version="1.0"`) && !strings.HasPrefix(rest, `version='1.0'`) {
		return false
	}
	return s.past("?>")
}

// name reads a name of ASCII letters, with at most one prefix.
func (s *scanner) name() (name, bool) {
	start, colon := s.at, -1
	for ; s.at < len(s.src) && isNameByte[s.src[s.at]]; s.at++ {
		if s.src[s.at] == ':' {
			if colon >= 0 {
				return name{}, false
			}
			colon = s.at
		}
	}
	switch {
	case start == s.at || !isLetter(s.src[start]) || colon == s.at-1 || s.at < len(s.src) && s.src[s.at] >= 0x80:
		return name{}, false
	case colon < 0:
		return name{Local: s.src[start:s.at]}, true
	}
	return name{s.src[start:colon], s.src[colon+1 : s.at]}, true
}

// isNameByte tells of a byte whether it may stand in a name.
var isNameByte = [256]bool{
	'-': true, '.': true, ':': true, '_': true,
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true,
	'A': true, 'B': true, 'C': true, 'D': true, 'E': true, 'F': true, 'G': true, 'H': true, 'I': true,
	'J': true, 'K': true, 'L': true, 'M': true, 'N': true, 'O': true, 'P': true, 'Q': true, 'R': true,
	'S': true, 'T': true, 'U': true, 'V': true, 'W': true, 'X': true, 'Y': true, 'Z': true,
	'a': true, 'b': true, 'c': true, 'd': true, 'e': true, 'f': true, 'g': true, 'h': true, 'i': true,
	'j': true, 'k': true, 'l': true, 'm': true, 'n': true, 'o': true, 'p': true, 'q': true, 'r': true,
	's': true, 't': true, 'u': true, 'v': true, 'w': true, 'x': true, 'y': true, 'z': true,
}

// isLetter counts the underscore in, as names do.
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// space skips space.
func (s *scanner) space() {
	for s.at < len(s.src) && isSpace(s.src[s.at]) {
		s.at++
	}
}

// on tells whether c comes next.
func (s *scanner) on(c byte) bool { return s.at < len(s.src) && s.src[s.at] == c }

// take skips word where that comes next, and tells whether it did.
func (s *scanner) take(word string) bool {
	if !strings.HasPrefix(s.src[s.at:], word) {
		return false
	}
	s.at += len(word)
	return true
}

// past skips all up to the end of the next word; without one it fails.
func (s *scanner) past(word string) bool {
	length := strings.Index(s.src[s.at:], word)
	if length < 0 {
		return false
	}
	s.at += length + len(word)
	return true
}

// entities are those that XML has by itself, by what follows their ampersand.
var entities = []struct{ name, char string }{{"amp;", "&"}, {"lt;", "<"}, {"gt;", ">"}, {"quot;", `"`}, {"apos;", "'"}}

// unescape is s with the entities replaced that XML has by itself. Others it
// doesn't know.
func unescape(s string) (string, bool) {
	if strings.IndexByte(s, '&') < 0 {
		return s, true
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		rest, ok := after, false
		for _, e := range entities {
			if rest, ok = strings.CutPrefix(after, e.name); ok {
				b.WriteString(e.char)
				break
			}
		}
		if !ok {
			return "", false
		}
		s = rest
	}
}
