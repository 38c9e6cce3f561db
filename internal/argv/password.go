package argv

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// passwordFile makes the password of g come from the file given for its secret,
// called after the kind of graphics.
func (b *builder) passwordFile(o *option.Option, g *domain.Graphics, kind string) []*option.Option {
	file, ok := b.Secrets[kind]
	switch {
	case !ok && b.Profile.Attended:
		b.lockScreen(o, g, kind)
		b.tellPassword(g, kind)
		return nil
	case !b.Target.Has(passwordSecret(kind)):
		b.Diag.Warn(source.NeedsQEMU, g.Password.Ref(), "this QEMU takes no %s password on its command line; nobody can log in", kind).
			WithHint("set it from the monitor")
		b.lockScreen(o, g, kind)
		return nil
	case !ok:
		b.Diag.Warn(source.NeedsLibvirt, g.Password.Ref(), "the %s password is not on the command line, where anyone could read it; nobody can log in", kind).
			WithHint("put it into a file and give --secret %s=FILE", kind)
		b.lockScreen(o, g, kind)
		return nil
	}
	id := kind + "-secret0"
	o.Str("password-secret", id, g.Password.Ref())
	return []*option.Option{option.NewObject("secret", id, g.Password.Ref()).Str("file", file, source.Rule("--secret"))}
}

// lockScreen has QEMU want a password that it has not been told. Spice does so
// unless told otherwise.
func (b *builder) lockScreen(o *option.Option, g *domain.Graphics, kind string) {
	if kind == "vnc" {
		o.Bool("password", true, g.Password.Ref())
	}
}

// passwordRules accounts for how long a password holds, and what becomes of those
// who are connected when another is set: matters of QEMU's monitor.
func (b *builder) passwordRules(g *domain.Graphics, kind string) {
	if b.Profile.Attended && b.Secrets[kind] == "" && g.Password.IsSet() {
		b.tellValidity(g, kind)
		return
	}
	for _, ref := range []source.Ref{g.PasswordValidTo.Ref(), g.PasswordConnected.Ref()} {
		switch {
		case ref.IsZero():
		case b.Profile.DirectSettings:
			b.Diag.Warn(source.NeedsLibvirt, ref, "nobody tells QEMU's monitor how long the password holds")
		default:
			b.Diag.Note(source.RunTime, ref, "libvirt tells QEMU's monitor")
		}
	}
}

// tellPassword has QEMU told the password of the graphics g. It stands on no
// command line, where anyone could read it.
func (b *builder) tellPassword(g *domain.Graphics, kind string) {
	args := map[string]any{"protocol": kind, "password": g.Password.V()}
	switch c, ok := g.PasswordConnected.Get(); {
	case ok && kind == "vnc" && c != "keep":
		b.Diag.Warn(source.NeedsQEMU, g.PasswordConnected.Ref(), "QEMU keeps who is connected to VNC when a password is set")
	case ok:
		args["connected"] = c
	}
	b.tell(g.Password.Ref(), "set_password", args).Accounting(g.PasswordConnected.Ref())
	b.Plan.Tell[len(b.Plan.Tell)-1].Secret = "password"
}

// tellValidity has QEMU told how long the password of g holds.
func (b *builder) tellValidity(g *domain.Graphics, kind string) {
	to, ok := g.PasswordValidTo.Get()
	if !ok {
		return
	}
	seconds, ok := host.ParseDate(to)
	if !ok {
		b.Diag.Error(source.BadValue, g.PasswordValidTo.Ref(), "%q is no time", to).WithHint("write it in UTC, such as 2030-01-31T18:00:00")
		return
	}
	if b.Now != nil && seconds < b.Now().Unix {
		b.Diag.Warn(source.OutOfRange, g.PasswordValidTo.Ref(), "the %s password holds no more: nobody can log in", kind)
	}
	b.tell(g.PasswordValidTo.Ref(), "expire_password", map[string]any{"protocol": kind, "time": strconv.FormatInt(seconds, 10)})
}

// passwordSecret is the feature of taking a password from a secret.
func passwordSecret(kind string) qemu.Feature {
	if kind == "vnc" {
		return "vnc.password-secret"
	}
	return "spice.password-secret"
}
