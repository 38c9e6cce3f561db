package parse

import "bytes"

// tokenKind is what a stretch of XML is.
type tokenKind uint8

// The kinds of tokens.
const (
	tokenText  tokenKind = iota // text, or CDATA
	tokenStart                  // <name ...>
	tokenEnd                    // </name>
	tokenEmpty                  // <name .../>
	tokenOther                  // a comment, processing instruction or directive
)

// nextToken is the token of well-formed XML that begins at at, and where it ends. To
// place a message needs no more than that, and a decoder tells it at a tenth of
// the speed.
func nextToken(data []byte, at int) (kind tokenKind, end int) {
	switch rest := data[at:]; {
	case rest[0] != '<':
		if n := bytes.IndexByte(rest, '<'); n >= 0 {
			return tokenText, at + n
		}
		return tokenText, len(data)
	case bytes.HasPrefix(rest, []byte("</")):
		return tokenEnd, after(data, at, ">")
	case bytes.HasPrefix(rest, []byte("<!--")):
		return tokenOther, after(data, at+len("<!--"), "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return tokenText, after(data, at, "]]>")
	case bytes.HasPrefix(rest, []byte("<!")):
		return tokenOther, directiveEnd(data, at+len("<!"))
	case bytes.HasPrefix(rest, []byte("<?")):
		return tokenOther, after(data, at, "?>")
	}
	end = tagEnd(data, at)
	if data[end-2] == '/' {
		return tokenEmpty, end
	}
	return tokenStart, end
}

// after is where the first mark from at on ends.
func after(data []byte, at int, mark string) int {
	if n := bytes.Index(data[at:], []byte(mark)); n >= 0 {
		return at + n + len(mark)
	}
	return len(data)
}

// tagEnd is where the start tag at at ends; a > in quotes is none.
func tagEnd(data []byte, at int) int {
	for ; at < len(data); at++ {
		switch c := data[at]; c {
		case '>':
			return at + 1
		case '"', '\'':
			n := bytes.IndexByte(data[at+1:], c)
			if n < 0 {
				return len(data)
			}
			at += 1 + n
		}
	}
	return len(data)
}

// directiveEnd is where the directive ends that holds what is at at: brackets
// nest in it, but not those in quotes or comments. The first byte is taken as it
// is, as encoding/xml does.
func directiveEnd(data []byte, at int) int {
	depth := 1
	for at++; at < len(data) && depth > 0; at++ {
		switch c := data[at]; {
		case c == '>':
			depth--
		case c == '"' || c == '\'':
			at = after(data, at+1, string(c)) - 1
		case bytes.HasPrefix(data[at:], []byte("<!--")):
			at = after(data, at+len("<!--"), "-->") - 1
		case c == '<':
			depth++
		}
	}
	return at
}
