// Package tty fits text to a terminal: how wide it is, where it is wrapped, and
// that it can't steer the terminal.
package tty

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// DefaultWidth is how many columns an output has that is no terminal.
const DefaultWidth = 100

// Printable is s with the characters replaced that a terminal would act on, so
// that what the XML holds can't steer it.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// Width is how many columns s takes.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < utf8.RuneSelf:
		return 1
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// breaks are the characters after which a line may end.
const breaks = " /,:;=&-_."

// Wrap cuts s into lines of at most most columns, after a space or a mark of
// punctuation where there is one in the second half of the line. Put together
// the lines are s again.
func Wrap(s string, most int) []string {
	var lines []string
	for {
		end := breakAt(s, most)
		lines, s = append(lines, s[:end]), s[end:]
		if s == "" {
			return lines
		}
	}
}

// breakAt is where the first line of s ends.
func breakAt(s string, most int) int {
	wide, good := 0, 0
	for i, r := range s {
		if wide += columns(r); wide > most && i > 0 {
			if good > 0 {
				return good
			}
			return i
		}
		if strings.ContainsRune(breaks, r) && 2*wide > most {
			good = i + utf8.RuneLen(r)
		}
	}
	return len(s)
}

// Pad is s with spaces to its right up to n columns.
func Pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Width(s))) }
