package argv

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// needsNVRAM warns where the file of the firmware's variables is not there yet:
// libvirt makes it from the template when it first starts the guest.
func (b *builder) needsNVRAM(n *domain.NVRAM) {
	file := n.Source.Path
	if n.Source.Is(domain.StorageNetwork) || b.isThere(file.V()) {
		return
	}
	ref := source.First(file.Ref(), n.Ref, b.dom.OS.Loader.Ref, b.dom.OS.Firmware.Ref())
	text := "the firmware's variables have no file yet: " + file.V()
	template, ok := n.Template.Get()
	if !ok {
		b.Diag.Warn(source.HostMissing, ref, "%s", text).WithHint("make it from the variables that came with the firmware")
		return
	}
	if b.borrowsVars() {
		text += "; what the guest changes of them is forgotten when it ends"
	}
	const what = "the firmware's variables"
	var steps []plan.Step
	if dir := path.Dir(file.V()); !b.isThere(dir) {
		steps = append(steps, plan.Step{Kind: plan.Directory, What: what, Path: dir})
	}
	vars := plan.Step{Kind: plan.Copy, What: what, Path: file.V(), Template: template, Package: "qemu-utils"}
	if format := n.Source.Format.V(); n.TemplateFormat.Or("", format).V() != format {
		vars.Format = format
	}
	said := b.prepare(source.HostMissing, ref, text, append(steps, vars)...)
	if b.borrowsVars() {
		said.WithHint("make the file to have them kept")
	}
}

// borrowsVars tells whether the firmware starts with the variables of the
// template, since the file that would keep them is not there and nobody makes it.
func (b *builder) borrowsVars() bool {
	n := &b.dom.OS.NVRAM
	if !b.Profile.Adapt || b.Profile.Prepared || !b.hasNVRAM() || !n.Template.IsSet() {
		return false
	}
	return !n.Source.Is(domain.StorageNetwork) && !b.isThere(n.Source.Path.V()) && b.isThere(n.Template.V())
}

// borrowedVars is the flash device with the template's variables. QEMU writes
// what changes into a temporary file.
func (b *builder) borrowedVars() *option.Option {
	n := &b.dom.OS.NVRAM
	o := pflashDrive(n.Template, n.TemplateFormat.Or("default: format of the loader", n.Source.Format.V()), 1)
	return o.Bool("snapshot", true, n.Source.Path.Ref()).Cite(n.Ref, n.Source.Ref, n.Source.Type.Ref(), n.Source.Format.Ref())
}
