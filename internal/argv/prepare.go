package argv

import (
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// prepare puts steps into the plan, and says that they are to be done: to
// whoever starts QEMU by hand as a warning of kind id with the commands.
func (b *builder) prepare(id source.ID, ref source.Ref, text string, steps ...plan.Step) *source.Diag {
	for i := range steps {
		s := &steps[i]
		s.From, s.Path, s.Template = ref, plan.Operand(s.Path), plan.Operand(s.Template)
		b.Plan.Add(steps[i])
	}
	if b.Profile.Attended {
		return b.Diag.Info(id, ref, "%s; that is done", text)
	}
	d := b.Diag.Warn(id, ref, "%s", text)
	for i := range steps {
		d.WithCommand(steps[i].Typed()...)
	}
	return d
}

// tell has QEMU told something before the guest runs, where somebody does so.
func (b *builder) tell(ref source.Ref, execute string, args map[string]any) *source.Diag {
	b.Plan.Tell = append(b.Plan.Tell, plan.Tell{From: ref, Execute: execute, Args: args})
	return b.Diag.Info(source.RunTime, ref, "QEMU is told through its monitor, before the guest runs")
}
