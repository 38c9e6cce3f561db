package export

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

//go:embed templates/script.sh
var scriptText string

func scriptTemplate() *template.Template {
	return template.Must(template.New("script").Parse(scriptText))
}

// scriptParts are the holes of the template. All are shell text.
type scriptParts struct {
	Title, Name, Dir, Monitor, Program, Powerdown string

	Needs, Before, Helpers, Options []string
	Background, HasHelpers          bool
}

// script is the guest as a POSIX shell script.
func script(g *guest) []File {
	return []File{{Name: g.name + ".sh", Mode: 0o755, Data: []byte(g.script())}}
}

func (g *guest) script() string {
	parts := scriptParts{
		Title: oneLine(g.Domain.Name.V()), Name: g.name, Dir: g.dir, Monitor: shell(g.monitor.base), Program: g.program(),
		Powerdown: shell(g.monitor.powerdown...), Background: !g.terminal(), HasHelpers: len(g.helpers) > 0,
	}
	what := ""
	for i := range g.before {
		s := &g.before[i]
		if s.What != what {
			what = s.What
			parts.Before = append(parts.Before, "# "+what+".")
		}
		parts.Before = append(parts.Before, shellStep(s))
	}
	for _, h := range g.helpers {
		parts.Needs = append(parts.Needs, shell("need", h.words[0], h.pkg))
		parts.Helpers = append(parts.Helpers, "# "+h.what+".")
		parts.Helpers = append(parts.Helpers, h.shell()...)
		parts.Helpers = append(parts.Helpers, "helper $! "+shell(h.name, h.socket))
	}
	options := g.options()
	for i := range options {
		parts.Options = append(parts.Options, g.shellOption(&options[i]))
	}
	for _, word := range g.Extra {
		parts.Options = append(parts.Options, fmt.Sprintf(`set -- "$@" %s # added`, shell(word)))
	}
	var b strings.Builder
	if err := scriptTemplate().Execute(&b, parts); err != nil {
		panic(err) // a hole that the template has and scriptParts hasn't
	}
	return b.String()
}

// shell starts h in the background.
func (h *helper) shell() []string {
	if len(h.asRoot) == 0 {
		return []string{shell(h.words...) + " &"}
	}
	return []string{"set -- " + shell(h.words...), `[ "$(id -u)" != 0 ] || set -- "$@" ` + shell(h.asRoot...), `"$@" &`}
}

// program is the emulator, after what sets its environment.
func (g *guest) program() string {
	if len(g.Env) == 0 {
		return shell(g.Program)
	}
	return shell(append(append([]string{"env"}, g.Env...), g.Program)...)
}

// shellOption adds o to the command line, with a comment that says why.
func (g *guest) shellOption(o *option.Option) string {
	line := `set -- "$@" ` + shell(render.Words(o)...)
	if why := g.why(o); why != "" {
		line += " # " + oneLine(why)
	}
	return line
}

// why is where o comes from: an item of the input if any, else a rule.
func (g *guest) why(o *option.Option) string {
	refs := slices.Clone(o.From)
	for i := range o.Params {
		refs = o.Params[i].From.List(refs...)
	}
	if ref := source.First(refs...); ref.Node() != 0 {
		return g.Where(ref)
	}
	for _, ref := range refs {
		if ref.Rule() != "" {
			return ref.Rule()
		}
	}
	return ""
}

// shellStep does s.
func shellStep(s *plan.Step) string {
	if s.Kind != plan.Copy {
		return shell(s.Typed()...)
	}
	// A copy that was cut short must not be taken for a whole one.
	part := *s
	part.Path += ".part"
	words := part.Typed()
	if s.Format == "" {
		words = []string{"cp", s.Template, part.Path}
	}
	return "[ -e " + shell(s.Path) + " ] || { " + shell(words...) + " && " + shell("mv", part.Path, s.Path) + "; }"
}

// shell writes words as a POSIX shell reads them, with $dir for RuntimeDir.
func shell(words ...string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = shellWord(word)
	}
	return strings.Join(quoted, " ")
}

func shellWord(word string) string {
	before, after, found := strings.Cut(word, RuntimeDir)
	if !found {
		return render.ShellWords([]string{word})
	}
	text := `"$dir"`
	if before != "" {
		text = render.ShellWords([]string{before}) + text
	}
	if after != "" {
		text += shellWord(after)
	}
	return text
}

// oneLine keeps text from leaving the comment that it stands in.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
}
