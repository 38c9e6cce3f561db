package render

import (
	"fmt"
	"strings"
)

// HCLString writes s as a quoted string of HCL ("Template Expressions" of its
// native syntax).
func HCLString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return HCLText(b.String())
}

// HCLText is s as it stands between the lines of a heredoc of HCL. HCL takes a
// carriage return for the first half of a line's end.
func HCLText(s string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{", "\r", `${"\r"}`).Replace(s)
}
