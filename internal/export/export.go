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
// format calls such a directory. It is as long as the longest of those, which is
// /run/user/1000/qemu-NAME-qemu-pr-helper, for the sake of the limit on the
// length of a socket's path.
const RuntimeDir = "/run/\uffff/the-directory-of-the-guest-that-is-no-longer-than-dirMax-lets-it-be"

// Input is a translated domain and what is asked for.
type Input struct {
	Domain  *domain.Domain
	Target  *qemu.Target
	Program string   // the emulator
	Env     []string // NAME=value, set for the emulator
	Options []option.Option
	Extra   []string // words added at the end as they are
	Plan    *plan.Plan
	Said    []source.Diag // by the translation
	// Files are the files and directories of the host that QEMU reads and writes,
	// as far as they are known: also those that images refer to.
	Files []string
	// Where is the place of an item in the input, such as "line 12: /domain/os".
	Where func(source.Ref) string

	Unit UnitSettings
	// Volumes are host volumes of Nomad's clients.
	Volumes []Volume
}

// Volume is a directory of a host, by the name that others know it by.
type Volume struct{ Name, Dir string }

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
	{"systemd", systemd},
	{"nomad", nomad},
	{"kubevirt", kubevirt},
}

// Formats are the names that Files takes.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Export is a guest written out.
type Export struct {
	Files []File
	// Said is what the translation said, but for that which the files see to, and
	// what the format has no way to say.
	Said *source.Diags
	// Placed are the items of the XML that the files say themselves, where they
	// hold no command line of QEMU's; else nil.
	Placed []source.Ref
}

// Files is the guest as the named format has it.
func Files(format string, in Input) (Export, error) {
	for _, f := range formats {
		if f.name == format {
			g := newGuest(in)
			files := f.write(g)
			return Export{Files: files, Said: g.said(), Placed: g.placed}, nil
		}
	}
	return Export{}, fmt.Errorf("unknown format %q; the formats are %s", format, strings.Join(Formats(), ", "))
}

// said is what the translation said and then what the format says. Warnings of
// what the files see to are none.
func (g *guest) said() *source.Diags {
	for i := range g.Plan.Steps {
		g.sees[g.Plan.Steps[i].From] = true
	}
	said := &source.Diags{}
	for _, d := range g.Said {
		if g.placed != nil && d.ID != source.Derived {
			continue // it speaks of QEMU's command line
		}
		if toDo := len(d.Commands) > 0 || d.ID == source.NeedsLibvirt; toDo && g.sees[d.Ref] {
			d.Severity, d.Commands, d.Hint, d.Text = source.Info, nil, "", d.Text+"; the export sees to that"
		}
		d.Text, d.Hint = strings.ReplaceAll(d.Text, RuntimeDir, "$dir"), strings.ReplaceAll(d.Hint, RuntimeDir, "$dir")
		said.Add(d)
	}
	for _, d := range g.diag.All() {
		said.Add(d)
	}
	return said
}
