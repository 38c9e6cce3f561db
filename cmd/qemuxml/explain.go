package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/qemuxml/qemuxml/internal/explain"
	"github.com/qemuxml/qemuxml/internal/translate"
	"github.com/qemuxml/qemuxml/internal/tty"
)

func explainCommand(u *ui) *cobra.Command {
	s, format := &settings{}, ""
	cmd := &cobra.Command{
		Use:   "explain FILE [-- ARG...]",
		Short: "Show where each argument came from, and what became of each XML item",
		Long: `Show each argument of the QEMU command line of the domain in FILE with the
line, the path or the rule that gave it; then what was noted, is applied
elsewhere, is done by QEMU itself, or was dropped. FILE - is standard input.`,
		Example: `  qemuxml explain domain.xml
  qemuxml explain --format html domain.xml > domain.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			files, extra := splitAtDash(cmd, args)
			if len(files) != 1 {
				return fmt.Errorf("explain needs one FILE, or - for standard input")
			}
			return u.explain(files[0], extra, s, format)
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	chooseVar(cmd.Flags(), &format, "format", "how it is written", "text", "json", "html")
	return cmd
}

// explain prints how the domain in file is translated. What the translation has
// to say is part of that, and goes to stderr only where there is no answer.
func (u *ui) explain(file string, extra []string, s *settings, format string) error {
	t, err := s.translation()
	if err != nil {
		return err
	}
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return err
	}
	r := translate.Tree(tree, t)
	if r.Diag.Errors() > 0 || s.strict && r.Diag.Warnings() > 0 {
		return u.verdict(file, tree, r.Diag, s.strict)
	}
	m := explain.Make(explain.Input{File: inputName(file), Tree: tree, Result: r, Extra: extra})
	switch format {
	case "json":
		return writeJSON(u.out, m)
	case "html":
		return m.HTML(u.out)
	}
	_, err = io.WriteString(u.out, m.Text(outputWidth(u.out), coloured(u.out)))
	return err
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// outputWidth is how many columns w has.
func outputWidth(w io.Writer) int {
	if a, ok := w.(*answers); ok {
		w = a.to
	}
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return tty.DefaultWidth
}
