package export

import (
	"fmt"
	"hash/fnv"
	"path"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// guest is what all formats work from.
type guest struct {
	Input
	name    string // of files: the domain's, of harmless characters
	dir     string // of the directory for sockets: a short name
	before  []plan.Step
	helpers []helper
	monitor monitor
	// failsOnPanic: that QEMU failed when the guest crashed matters to somebody.
	failsOnPanic bool

	diag source.Diags        // what the format says
	sees map[source.Ref]bool // the items that the files see to

	placed []source.Ref // see Export
}

// helper is a program that serves QEMU until QEMU ends.
type helper struct {
	name   string // such as swtpm, or swtpm-2 for the second
	what   string
	words  []string
	asRoot []string // further words where root starts it
	socket string
	pkg    string
	from   source.Ref
}

// monitor is how the guest is asked to power down without a program that speaks
// to UNIX sockets: QEMU reads its monitor from a FIFO, which any shell can write
// to. QEMU opens both FIFOs for reading and writing
// (qemu_chr_open_pipe in chardev/char-pipe.c), so that nobody waits for anybody.
type monitor struct {
	options []option.Option
	base    string // QEMU reads base.in and writes base.out
	// powerdown are the lines that ask the guest to power down.
	powerdown []string
}

func stopRule() source.Ref { return source.Rule("the monitor through which the guest is stopped") }

func newGuest(in Input) *guest {
	g := &guest{Input: in, name: fileName(in.Domain), sees: map[source.Ref]bool{}}
	g.dir = dirName(g.name)
	g.before = nvram(in.Domain, in.Plan)
	count := map[string]int{}
	for i := range in.Plan.Steps {
		s := &in.Plan.Steps[i]
		if s.Kind != plan.Daemon {
			g.before = append(g.before, *s)
			continue
		}
		name := path.Base(s.Words[0])
		if count[name]++; count[name] > 1 {
			name += "-" + strconv.Itoa(count[name])
		}
		g.helpers = append(g.helpers, helper{name: name, what: s.What, words: s.Attended(), asRoot: s.AsRoot, socket: s.Socket, pkg: s.Package, from: s.From})
	}
	g.monitor = newMonitor(in.Target.HasFlag("mon"))
	return g
}

// newMonitor is a monitor of the JSON protocol, or where QEMU has none, that for
// people.
func newMonitor(qmp bool) monitor {
	base := RuntimeDir + "/monitor"
	if !qmp {
		o := option.Text("monitor", "pipe:"+base, stopRule())
		return monitor{options: []option.Option{*o}, base: base, powerdown: []string{"system_powerdown"}}
	}
	pipe := option.New("chardev", stopRule()).Str("backend", "pipe", stopRule()).Str("id", "stop", stopRule()).Str("path", base, stopRule())
	mon := option.New("mon", stopRule()).Str("chardev", "stop", stopRule()).Str("mode", "control", stopRule())
	return monitor{
		options: []option.Option{*pipe, *mon}, base: base,
		powerdown: []string{`{"execute":"qmp_capabilities"}`, `{"execute":"system_powerdown"}`},
	}
}

// options are all options of QEMU.
func (g *guest) options() []option.Option {
	list := append(g.Options[:len(g.Options):len(g.Options)], g.monitor.options...)
	crash := g.Domain.Events.Crash
	if g.failsOnPanic && strings.HasSuffix(crash.V(), "restart") && g.Target.Has("panic-exit-failure") {
		list = append(list, *option.New("action", crash.Ref()).Str("panic", "exit-failure", crash.Ref()))
	}
	return list
}

// nvram makes the file of the firmware's variables where the plan, which knows
// the files of this host, doesn't: the guest may start on another.
func nvram(d *domain.Domain, p *plan.Plan) []plan.Step {
	n := &d.OS.NVRAM
	file, template := n.Source.Path, n.Template
	if !file.IsSet() || !template.IsSet() || n.Source.Is(domain.StorageNetwork) {
		return nil
	}
	for i := range p.Steps {
		if p.Steps[i].Kind == plan.Copy && p.Steps[i].Path == file.V() {
			return nil
		}
	}
	const what = "the firmware's variables"
	vars := plan.Step{Kind: plan.Copy, What: what, Path: file.V(), Template: template.V(), Package: "qemu-utils"}
	if format := n.Source.Format.V(); n.TemplateFormat.Or("", format).V() != format {
		vars.Format = format
	}
	return []plan.Step{{Kind: plan.Directory, What: what, Path: path.Dir(file.V())}, vars}
}

// fileName is the name of d with the characters that file names, unit names and
// job names share.
func fileName(d *domain.Domain) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_', r == '.', r == '-':
			return r
		}
		return '-'
	}, d.Name.V())
	if name = strings.TrimLeft(name, "-."); name == "" {
		return "guest"
	}
	return name
}

// dirMax is how long the name of a directory for sockets may be; see RuntimeDir.
const dirMax = 40

// dirName is name, or where that is too long for the paths of sockets, its start
// and a hash.
func dirName(name string) string {
	if len(name) <= dirMax {
		return name
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	hash := fmt.Sprintf("-%08x", h.Sum32())
	return name[:dirMax-len(hash)] + hash
}

// terminal tells whether QEMU uses the terminal that it is started on.
func (g *guest) terminal() bool {
	for i := range g.Options {
		o := &g.Options[i]
		if o.Flag == "nographic" || o.Flag == "chardev" && o.Params[0].Value.Str() == "stdio" {
			return true
		}
		if len(o.Params) == 1 && strings.HasSuffix(o.Params[0].Value.Str(), "stdio") {
			return true
		}
	}
	for _, word := range g.Extra {
		if word == "-nographic" || strings.Contains(word, "stdio") {
			return true
		}
	}
	return false
}
