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
	if strings.IndexFunc(words[0], notOfUnitProgram) >= 0 {
		words = append([]string{"/bin/sh", "-c", `exec "$0" "$@"`}, words...)
	}
	parts := make([]string, len(words))
	for i, w := range words {
		if parts[i] = UnitWord(w); i > 0 {
			parts[i] = strings.ReplaceAll(parts[i], "$", "$$")
		}
	}
	return strings.Join(parts, separator)
}

// notOfUnitProgram tells whether systemd takes no program with r in its name,
// however it is quoted ("Executable name contains special characters"). A shell
// does.
func notOfUnitProgram(r rune) bool {
	return r < ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`"'\\`, r)
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
// "Quoting"). A file that is not UTF-8 is none of systemd's.
func unitText(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + s[:size])
		case r == '%':
			b.WriteString("%%")
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		default:
			b.WriteString(s[:size])
		}
		s = s[size:]
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
