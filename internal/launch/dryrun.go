package launch

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"strings"

	"github.com/digitalocean/go-qemu/qmp"

	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/render"
)

// DryRun writes what Run would do, a shell command a line; what is said to
// QEMU's monitor stands in comments.
func DryRun(w io.Writer, g *Guest) error {
	lines := []string{render.ShellWords([]string{"mkdir", "-p", "-m", "700", g.Dir})}
	for i := range g.Plan.TAPs {
		for _, words := range g.Plan.TAPs[i].Make() {
			lines = append(lines, render.ShellWords(words))
		}
	}
	for i := range g.Plan.Steps {
		lines = append(lines, dryStep(&g.Plan.Steps[i]))
	}
	words := g.Words
	if len(g.Env) > 0 {
		words = append(append([]string{"env"}, g.Env...), g.Words...)
	}
	command := strings.Join(append([]string{render.ShellWords(words)}, redirections(g.Plan)...), " ")
	if g.Plan.Monitor == "" {
		lines = append(lines, command)
	} else {
		lines = append(lines, command+" &")
		lines = append(lines, dryMonitor(g.Plan)...)
		lines = append(lines, "wait $!")
	}
	for i := range g.Plan.TAPs {
		if words := g.Plan.TAPs[i].Remove(); words != nil {
			lines = append(lines, render.ShellWords(words))
		}
	}
	lines = append(lines, render.ShellWords([]string{"rm", "-r", g.Dir}))
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// redirections open what QEMU inherits.
func redirections(p *plan.Plan) []string {
	var list []string
	for i := range p.TAPs {
		list = append(list, p.TAPs[i].Redirections(plan.FirstFD+len(list))...)
	}
	return list
}

// shown are the arguments of t without what is secret.
func shown(t plan.Tell) map[string]any {
	args := maps.Clone(t.Args)
	if t.Secret != "" {
		args[t.Secret] = "..."
	}
	return args
}

func dryStep(s *plan.Step) string {
	if s.Kind == plan.Daemon {
		return render.ShellWords(wordsOf(s)) + " &"
	}
	return render.ShellWords(s.Typed())
}

// dryMonitor is what is said to the monitor of p, and done once it answers.
func dryMonitor(p *plan.Plan) []string {
	lines := []string{"# to the QMP monitor " + p.Monitor + ":"}
	say := func(execute string, args any) {
		// Strings, numbers and truth values always have a JSON form.
		line, _ := json.Marshal(qmp.Command{Execute: execute, Args: args})
		lines = append(lines, "#   "+string(line))
	}
	say("qmp_capabilities", nil)
	for _, t := range p.Tell {
		say(t.Execute, shown(t))
	}
	for _, pin := range p.Pins {
		lines = append(lines, fmt.Sprintf("# bind %s to CPUs %v", pin.Name(), pin.CPUs))
	}
	say("cont", nil)
	return lines
}
