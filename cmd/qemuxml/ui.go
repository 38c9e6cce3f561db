package main

import (
	"fmt"
	"io"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ui owns all that the program prints. Answers go to out, everything else to
// err.
type ui struct {
	in       io.Reader
	out, err io.Writer
}

// failf tells of a failure that no position belongs to.
func (u *ui) failf(format string, args ...any) {
	fmt.Fprintf(u.err, "qemuxml: "+format+"\n", args...)
}

// diags prints what a translation of file had to say.
func (u *ui) diags(file string, t *parse.Tree, list []source.Diag) {
	for _, d := range list {
		where := file
		if p := t.Position(d.Ref); p.Line > 0 {
			where = fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
			fmt.Fprintf(u.err, "%s: %s: %s (%s) [%s]\n", where, d.Severity, d.Text, p.Path, d.ID)
		} else {
			fmt.Fprintf(u.err, "%s: %s: %s [%s]\n", where, d.Severity, d.Text, d.ID)
		}
		if d.Hint != "" {
			fmt.Fprintf(u.err, "  hint: %s\n", d.Hint)
		}
	}
}
