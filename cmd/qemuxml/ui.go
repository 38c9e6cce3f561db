package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"golang.org/x/term"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/tty"
)

// ui owns all that the program prints.
//
// The rules of this terminal interface: answers go to out, everything else to
// err. What fails leaves out empty, unless to find fault was what was asked for.
// A message says what is wrong, where, and on a line of its own what to do. Colour only where err is a terminal and NO_COLOR
// is not set; nothing is ever asked.
type ui struct {
	in       io.Reader
	out, err io.Writer

	coloured bool   // what is written to err
	messages string // text or json
	verbose  bool
}

// The terminal's codes for the severities.
var colours = [...]string{source.Error: "\x1b[1;31m", source.Warning: "\x1b[1;35m", source.Note: "\x1b[1;36m", source.Info: "\x1b[36m"}

const noColour = "\x1b[0m"

// message is a diagnostic with its place, as --messages json writes it.
type message struct {
	Severity string    `json:"severity"`
	ID       source.ID `json:"id"`
	File     string    `json:"file"`
	Line     int       `json:"line"` // 0 where the message belongs to no place in the file
	Column   int       `json:"column"`
	Path     string    `json:"path"`
	Text     string    `json:"text"`
	Hint     string    `json:"hint"`
	// Commands are to be run before QEMU, each a program with its arguments.
	Commands [][]string `json:"commands,omitempty"`
}

// failf tells of a failure that belongs to no place in a file.
func (u *ui) failf(id source.ID, format string, args ...any) {
	u.print(source.Error, message{ID: id, Text: fmt.Sprintf(format, args...)})
}

// usage tells what is wrong with how command was called.
func (u *ui) usage(command string, err error) {
	hint := fmt.Sprintf("Try '%s --help'.", command)
	if u.messages == "json" {
		u.print(source.Error, message{ID: source.WrongUsage, Text: err.Error(), Hint: hint})
		return
	}
	fmt.Fprintf(u.err, "qemuxml: %s\n%s\n", tty.Printable(err.Error()), hint)
}

// say says something that is for people only.
func (u *ui) say(format string, args ...any) {
	if u.messages != "json" {
		fmt.Fprintf(u.err, "qemuxml: %s\n", tty.Printable(fmt.Sprintf(format, args...)))
	}
}

// fileFailed tells of a failure with a file as a whole.
func (u *ui) fileFailed(id source.ID, file string, err error) {
	var p *fs.PathError
	if errors.As(err, &p) && p.Path == file {
		err = p.Err // the file is named already
	}
	u.print(source.Error, message{ID: id, File: inputName(file), Text: err.Error()})
}

// syntax tells why file could not be read as XML.
func (u *ui) syntax(file string, e *parse.SyntaxError) {
	u.print(source.Error, message{ID: e.ID, File: file, Line: e.Line, Column: e.Col, Text: e.Text, Hint: e.Hint})
}

// diags prints what a translation of file had to say.
func (u *ui) diags(file string, t *parse.Tree, list []source.Diag) {
	for _, d := range list {
		if d.Severity == source.Info && !u.verbose {
			continue
		}
		p := t.Position(d.Ref)
		u.print(d.Severity, message{ID: d.ID, File: file, Line: p.Line, Column: p.Col, Path: p.Path, Text: d.Text, Hint: d.Hint, Commands: d.Commands})
	}
}

func (u *ui) print(s source.Severity, m message) {
	m.Severity = s.String()
	w := &bytes.Buffer{}
	u.write(w, s, m)
	_, _ = u.err.Write(w.Bytes()) // a failing stderr leaves nobody to tell
}

func (u *ui) write(w *bytes.Buffer, s source.Severity, m message) {
	if u.messages == "json" {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		_ = e.Encode(m) // a buffer takes all
		return
	}
	fmt.Fprintf(w, "%s%s: %s", place(m), u.severity(s), shown(m.Text))
	if m.Path != "" {
		fmt.Fprintf(w, "\n  at %s", m.Path)
	}
	fmt.Fprintf(w, " [%s]\n", m.ID)
	if m.Hint != "" {
		fmt.Fprintf(w, "  hint: %s\n", shown(m.Hint))
	}
	for _, words := range m.Commands {
		fmt.Fprintf(w, "  run: %s\n", tty.Printable(render.ShellWords(words)))
	}
}

// shown is text for a terminal, without the end of a value that would fill it.
func shown(text string) string {
	const most = 2000 // characters, some screens full
	runes := 0
	for i := range text {
		if runes++; runes > most {
			text = text[:i] + "..."
			break
		}
	}
	return tty.Printable(text)
}

// place is where a message belongs, in the form that editors jump to.
func place(m message) string {
	switch {
	case m.File == "":
		return "qemuxml: "
	case m.Line == 0:
		return tty.Printable(m.File) + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", tty.Printable(m.File), m.Line, m.Column)
}

func (u *ui) severity(s source.Severity) string {
	if !u.coloured {
		return s.String()
	}
	return colours[s] + s.String() + noColour
}

// isTerminal tells whether w is a terminal.
func isTerminal(w io.Writer) bool {
	if k, ok := w.(*kept); ok {
		w = k.to
	}
	if a, ok := w.(*answers); ok {
		w = a.to
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// coloured tells whether what is written to w may be coloured.
func coloured(w io.Writer) bool { return isTerminal(w) && os.Getenv("NO_COLOR") == "" }
