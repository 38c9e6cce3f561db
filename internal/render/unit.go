package render

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// UnitCommand writes words as the command line of a systemd unit
// (systemd.service(5), "Command lines"), with separator between arguments. The
// program is not looked at for variables.
func UnitCommand(words []string, separator string) string {
	parts := make([]string, len(words))
	for i, w := range words {
		if parts[i] = UnitWord(w); i > 0 {
			parts[i] = strings.ReplaceAll(parts[i], "$", "$$")
		}
	}
	return strings.Join(parts, separator)
}

// UnitWord writes s as one word of a systemd unit: quoted where it has to be, and
// with no specifiers.
func UnitWord(s string) string {
	if s != "" && strings.IndexFunc(s, unitQuotes) < 0 {
		return strings.ReplaceAll(s, "%", "%%")
	}
	return `"` + unitText(s) + `"`
}

// unitQuotes tells whether a word with r is quoted. A program with a @, -, :, +,
// ! or | before it, and a lone ; or #, would mean something else.
func unitQuotes(r rune) bool {
	return r <= ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune("\"'\\;#|!&", r)
}

// unitText is s as it stands between double quotes (systemd.syntax(7),
// "Quoting").
func unitText(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '%':
			b.WriteString("%%")
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// UnitLine is text for people as a systemd unit takes it.
func UnitLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	return strings.ReplaceAll(text, "%", "%%")
}
