// Package export writes a guest out as files that work without qemuxml.
//
// It is pure: a translated domain goes in, files come out, the same bytes each
// time. It decides nothing about QEMU's command line; it adds what stands around
// it: helpers, files, limits, and how the guest is stopped.
package export

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// RuntimeDir is the directory for sockets to translate with. The noncharacter in
// it can stand in no XML, so that it is found again, to be replaced by what each
// format calls such a directory. It is about as long as those are, for the sake
// of the limit on the length of a socket's path.
const RuntimeDir = "/run/\uffff/the-directory-of-the-guest"

// Input is a translated domain and what is asked for.
type Input struct {
	Domain  *domain.Domain
	Target  *qemu.Target
	Program string   // the emulator
	Env     []string // NAME=value, set for the emulator
	Options []option.Option
	Extra   []string // words added at the end as they are
	Plan    *plan.Plan
	Diag    *source.Diags
	// Where is the place of an item in the input, such as "line 12: /domain/os".
	Where func(source.Ref) string

	Unit UnitSettings
}

// UnitSettings are what only the format systemd asks for.
type UnitSettings struct {
	User     bool   // for a user's own service manager
	WantedBy string // the target that starts the guest; "" for the usual one
}

// File is a file to write. Name has no directory.
type File struct {
	Name string
	Mode fs.FileMode
	Data []byte
}

// formats are what can be written, by name.
var formats = []struct {
	name  string
	write func(*guest) []File
}{
	{"script", script},
}

// Formats are the names that Files takes.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Files is the guest as the named format has it. What the format has no way to
// say is reported to in.Diag.
func Files(format string, in Input) ([]File, error) {
	for _, f := range formats {
		if f.name == format {
			return f.write(newGuest(in)), nil
		}
	}
	return nil, fmt.Errorf("unknown format %q; the formats are %s", format, strings.Join(Formats(), ", "))
}

// Said is what a translation said, without that which an export does itself.
func Said(p *plan.Plan, list []source.Diag) *source.Diags {
	planned := map[source.Ref]bool{}
	for i := range p.Steps {
		planned[p.Steps[i].From] = true
	}
	said := &source.Diags{}
	for _, d := range list {
		if len(d.Commands) > 0 && planned[d.Ref] {
			d.Severity, d.Commands, d.Text = source.Info, nil, d.Text+"; that is done"
		}
		said.Add(d)
	}
	return said
}
