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
	var b strings.Builder
	b.Grow(usualLength * (1 + len(c.Options)))
	for _, e := range c.Env {
		name, value, _ := strings.Cut(e, "=")
		b.WriteString(name + "=" + quote(value) + separator)
	}
	b.WriteString(quote(c.Program))
	for i := range c.Options {
		between := separator
		for _, word := range Words(&c.Options[i]) {
			b.WriteString(between)
			b.WriteString(quote(word))
			between = " "
		}
	}
	for _, word := range c.Extra {
		b.WriteString(separator + quote(word))
	}
	b.WriteByte('\n')
	return b.String()
}

// ShellWords writes words as a POSIX shell reads them.
func ShellWords(words []string) string { return shellescape.QuoteCommand(words) }

// quote is word as a shell reads it back. Words of harmless characters need no
// quotes and are most of a command line, so they don't go through the library.
func quote(word string) string {
	if word == "" {
		return shellescape.Quote(word)
	}
	for i := range len(word) {
		if !harmless(word[i]) {
			return shellescape.Quote(word)
		}
	}
	return word
}

// harmless tells whether c means itself to every POSIX shell, wherever it
// stands in an argument.
func harmless(c byte) bool {
	switch c {
	case '-', '_', '.', '/', ',', ':', '@', '%', '+', '=':
		return true
	}
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
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
