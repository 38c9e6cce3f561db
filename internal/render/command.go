package render

import (
	"fmt"
	"strings"

	"al.essio.dev/pkg/shellescape"

	"github.com/qemuxml/qemuxml/internal/option"
)

// Command is a command line ready to be written.
type Command struct {
	Env     []string // NAME=value, set for the program
	Program string
	Options []option.Option
	Extra   []string // words added at the end as they are
}

// Words is the argument vector, program first.
func (c Command) Words() []string {
	words := []string{c.Program}
	for i := range c.Options {
		words = append(words, Words(&c.Options[i])...)
	}
	return append(words, c.Extra...)
}

// Formats are the names that Format takes.
var Formats = []string{"shell", "pretty", "json", "null", "lines"}

// Format writes c in the named format. Only lines can fail: it can't hold an
// argument with a newline.
func Format(c Command, format string) (string, error) {
	switch format {
	case "shell":
		return shell(c, " "), nil
	case "pretty":
		return shell(c, " \\\n  "), nil
	case "json":
		return jsonArray(c.Words()) + "\n", nil
	case "null":
		return strings.Join(c.Words(), "\x00") + "\x00", nil
	case "lines":
		return lines(c.Words())
	}
	return "", fmt.Errorf("unknown format %q", format)
}

// shell writes c as a POSIX shell reads it, with separator between options.
func shell(c Command, separator string) string {
	s := &sink{text: make([]byte, 0, usualLength/2*(1+len(c.Options)))}
	for _, e := range c.Env {
		name, value, _ := strings.Cut(e, "=")
		s.write(name + "=")
		s.word(value)
		s.write(separator)
	}
	s.word(c.Program)
	for i := range c.Options {
		s.write(separator)
		s.option(&c.Options[i])
	}
	for _, word := range c.Extra {
		s.write(separator)
		s.word(word)
	}
	s.write("\n")
	return string(s.text)
}

// option writes the Words of o as a shell reads them.
func (s *sink) option(o *option.Option) {
	if o.Flag == "" {
		s.word(o.Params[0].Value.Str())
		return
	}
	s.begin()
	s.write("-")
	s.write(o.Flag)
	s.quote()
	if option.SyntaxOf(o.Flag) != option.Bare {
		s.write(" ")
		s.argument(o)
		s.quote()
	}
}

// word writes one word as a shell reads it.
func (s *sink) word(word string) {
	s.begin()
	s.write(word)
	s.quote()
}

// quote makes the word that was begun one that a shell reads back. Words of
// harmless characters need no quotes and are most of a command line, so they
// don't go through the library.
func (s *sink) quote() {
	word := s.text[s.start:]
	for _, c := range word {
		if !harmless(c) {
			s.requote()
			return
		}
	}
	if len(word) == 0 {
		s.requote()
	}
}

func (s *sink) requote() {
	quoted := shellescape.Quote(string(s.text[s.start:]))
	s.text = append(s.text[:s.start], quoted...)
}

// ShellWords writes words as a POSIX shell reads them.
func ShellWords(words []string) string { return shellescape.QuoteCommand(words) }

// harmless tells whether c means itself to every POSIX shell, wherever it
// stands in an argument.
func harmless(c byte) bool {
	const (
		low  = 1<<'-' | 1<<'.' | 1<<'/' | 1<<',' | 1<<':' | 1<<'%' | 1<<'+' | 1<<'=' | (1<<10-1)<<'0'
		high = 1<<('_'-64) | 1<<('@'-64) | (1<<26-1)<<('a'-64) | (1<<26-1)<<('A'-64)
	)
	if c < 64 {
		return uint64(low)>>c&1 != 0
	}
	return c < 128 && uint64(high)>>(c-64)&1 != 0
}

func jsonArray(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = jsonString(w)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

func lines(words []string) (string, error) {
	for _, w := range words {
		if strings.Contains(w, "\n") {
			return "", fmt.Errorf("the argument %q holds a newline, which --format lines can't write; use json or null", w)
		}
	}
	return strings.Join(words, "\n") + "\n", nil
}
