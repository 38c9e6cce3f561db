package source

import "fmt"

// Severity is how bad a diagnostic is.
type Severity uint8

// The severities, from harmless to fatal.
const (
	Info    Severity = iota // why an item is rightly not on the command line
	Note                    // worth knowing, nothing is lost
	Warning                 // the guest differs from what the XML says
	Error                   // no command line can be printed
)

func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// Diag is something to tell the user. Text is lower case with no full stop and
// says what is wrong; Hint says what to do about it.
type Diag struct {
	Severity Severity
	ID       ID
	Ref      Ref   // the item that it speaks of
	Also     []Ref // further items that it accounts for
	Whole    []Ref // elements inside which it accounts for all that is read
	Text     string
	Hint     string
	// Commands are what to run, in order, before QEMU; each is a program with its
	// arguments.
	Commands [][]string
}

// Diags collects what a translation has to say, in the order in which it was
// found. The zero Diags is ready to use.
type Diags struct {
	list  []Diag
	count [Error + 1]int
}

// usualDiags is how many most translations have room enough for.
const usualDiags = 24

// All is everything collected, in order.
func (d *Diags) All() []Diag { return d.list }

// Errors is how many errors were collected.
func (d *Diags) Errors() int { return d.count[Error] }

// Warnings is how many warnings were collected.
func (d *Diags) Warnings() int { return d.count[Warning] }

// Add collects one diagnostic.
func (d *Diags) Add(g Diag) {
	d.count[g.Severity]++
	if d.list == nil {
		d.list = make([]Diag, 0, usualDiags)
	}
	d.list = append(d.list, g)
}

// Error reports, at ref, something without which no command can be printed.
func (d *Diags) Error(id ID, ref Ref, format string, args ...any) *Diag {
	return d.report(Error, id, ref, format, args)
}

// Warn reports, at ref, something that the guest will lack or have otherwise.
func (d *Diags) Warn(id ID, ref Ref, format string, args ...any) *Diag {
	return d.report(Warning, id, ref, format, args)
}

// Info reports, at ref, what became of an item that needs no words.
func (d *Diags) Info(id ID, ref Ref, format string, args ...any) *Diag {
	return d.report(Info, id, ref, format, args)
}

// Note reports, at ref, something worth knowing.
func (d *Diags) Note(id ID, ref Ref, format string, args ...any) *Diag {
	return d.report(Note, id, ref, format, args)
}

func (d *Diags) report(s Severity, id ID, ref Ref, format string, args []any) *Diag {
	d.Add(Diag{Severity: s, ID: id, Ref: ref, Text: text(format, args)})
	return &d.list[len(d.list)-1]
}

// text is args formatted. Most of what is said is a text as it stands.
func text(format string, args []any) string {
	if len(args) == 1 && format == "%s" {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	return fmt.Sprintf(format, args...)
}

// WithHint says what to do about g.
func (g *Diag) WithHint(format string, args ...any) *Diag {
	g.Hint = fmt.Sprintf(format, args...)
	return g
}

// WithCommand adds a command, program and arguments, to run before QEMU.
func (g *Diag) WithCommand(words ...string) *Diag {
	g.Commands = append(g.Commands, words)
	return g
}

// Inside says that g accounts for all that is read inside the elements refs, and
// for them.
func (g *Diag) Inside(refs ...Ref) *Diag {
	g.Whole = append(g.Whole, refs...)
	return g
}

// Accounting adds items that g accounts for besides its own.
func (g *Diag) Accounting(refs ...Ref) *Diag {
	g.Also = append(g.Also, refs...)
	return g
}
