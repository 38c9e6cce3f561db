// Package translate is the whole way from an XML tree to a command line, for
// all verbs that need one. It is pure: what it must know of the host comes in.
package translate

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/argv"
	"github.com/qemuxml/qemuxml/internal/audit"
	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/override"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/resolve"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Settings is what a translation needs beside the XML.
type Settings struct {
	Profile profile.Profile
	// Which is the domain of an input that holds several: a name, a number from
	// 1, or "" for the last.
	Which string

	// HostArch is the architecture of the host; HostAssumed tells that a sysroot
	// doesn't say it.
	HostArch    qemu.Arch
	HostAssumed bool

	// Host is what is known of the host; nil where nothing is.
	Host *host.Facts

	// Emulator wins over what the XML names; "" for none.
	Emulator string
	// Look looks emulators up on the host.
	Look binaries.Lookup
	// Ask asks the emulator at path what it is. It is only called for one that
	// is safe to run.
	Ask func(path string) (f qemu.EmulatorFacts, ok bool)

	// Version is the QEMU to write for; zero where nothing says it.
	Version qemu.Version
	// WithoutKQEMU: a QEMU to 0.11 was built without kqemu.
	WithoutKQEMU bool

	// Now is the time on the host; nil where it is not known.
	Now func() host.Moment
	// RuntimeDir is an existing directory for sockets.
	RuntimeDir string
	// StateDir is where the run profile keeps what outlives the guest; "" for
	// libvirt's own directories.
	StateDir string
	// NVRAMDir is where the run profile keeps firmware variables that the XML
	// gives no file; "" for libvirt's own directory.
	NVRAMDir string
	// Secrets maps a secret's UUID or usage to the file that holds it.
	Secrets map[string]string
	// Changes are made to the domain before it is resolved.
	Changes override.Changes
	// Networks says what libvirt networks are, over what Host knows: their names
	// to user or bridge:BR.
	Networks map[string]string
}

// Result is a finished translation. Options is to be used only where Diag holds
// no error.
type Result struct {
	Domain   *domain.Domain
	Target   *qemu.Target
	Emulator binaries.Choice
	Env      []string // NAME=value, set for the emulator
	Options  []option.Option
	Plan     *plan.Plan // what is to be done around QEMU
	Diag     *source.Diags

	root int // the element that is the domain, 0 where the input holds none
}

// Tree translates the domain that s picks from tree.
func Tree(tree *parse.Tree, s *Settings) Result {
	r := Emulator(tree, s)
	if r.Domain != nil {
		r.build(s)
	}
	if r.root != 0 && !slices.ContainsFunc(r.Diag.All(), func(d source.Diag) bool { return d.ID == source.NotQEMU }) {
		for _, d := range audit.Leftovers(tree, r.root, r.accounts(&s.Profile)) {
			r.Diag.Add(d)
		}
	}
	return r
}

// build makes the command line for r's domain.
func (r *Result) build(s *Settings) {
	var conf *host.QEMUConf
	if s.Profile.Configured {
		conf = s.Host.QEMUConf()
	}
	resolve.Domain(r.Domain, &resolve.Env{
		Target: r.Target, Profile: s.Profile, Diag: r.Diag, Host: s.Host, Conf: conf, NVRAMDir: s.NVRAMDir, Networks: s.Networks,
	})
	r.Plan = &plan.Plan{}
	in := argv.Input{
		Domain: r.Domain, Plan: r.Plan, StateDir: s.StateDir, Target: r.Target, Profile: s.Profile, Diag: r.Diag, Host: s.Host, Conf: conf,
		Now: s.Now, RuntimeDir: s.RuntimeDir, Secrets: s.Secrets,
	}
	r.Options, r.Env = argv.Options(in), argv.Environment(in)
}

// accounts is what may account for the items of the domain.
func (r *Result) accounts(p *profile.Profile) audit.Translation {
	return audit.Translation{Options: r.Options, Said: r.Diag.All(), Other: []source.Ref{r.Emulator.From}, RefuseUnknown: !p.Adapt, Refused: r.Diag.Errors() > 0}
}

// Emulator goes as far as the emulator and the QEMU to write for. The result
// has no Domain where the input holds none that QEMU runs.
func Emulator(tree *parse.Tree, s *Settings) Result {
	r := Result{Diag: &source.Diags{}}
	root, ok := parse.Pick(tree, s.Which, r.Diag)
	if !ok {
		return r
	}
	r.root = root
	dom := parse.Domain(tree, root, r.Diag)
	override.Apply(dom, &s.Changes, r.Diag)
	accelerator, arch, ok := resolve.Guest(dom, s.HostArch, s.HostAssumed, r.Diag)
	if !ok {
		return r
	}
	r.Domain = dom
	r.Emulator = binaries.Find(binaries.Query{
		Domain: r.Domain, Accelerator: accelerator, Arch: arch, HostArch: s.HostArch,
		Version: s.Version, Override: s.Emulator, Profile: s.Profile,
	}, s.Look, r.Diag)
	emulatorIsNoFirmware(r.Domain)
	if ref := r.Domain.Devices.Emulator.Ref(); ref.Node() != 0 {
		r.Diag.Info(source.Chosen, ref, "%s was chosen by: %s", r.Emulator.Path, r.Emulator.Reason)
	}
	r.Target = s.target(r.Emulator, accelerator, arch)
	if r.Target.Fork.Assumed {
		r.Diag.Note(source.Assumed, r.Domain.Type.Ref(), "QEMU %s runs KVM guests as a fork only; that is assumed", r.Target.Version)
	}
	overrideCapabilities(r.Target, &r.Domain.QEMU, r.Diag)
	return r
}

// emulatorIsNoFirmware takes a <loader> that names an emulator for what it is.
func emulatorIsNoFirmware(d *domain.Domain) {
	if !d.Devices.Emulator.IsSet() && binaries.IsEmulator(d.OS.Loader) {
		d.Devices.Emulator, d.OS.Loader = d.OS.Loader.Path, domain.Loader{}
	}
}

// target is the QEMU to write for: the one asked for, what the emulator says of
// itself, or the newest known.
func (s *Settings) target(e binaries.Choice, accelerator string, arch qemu.Arch) *qemu.Target {
	t := &qemu.Target{Version: s.Version, Arch: arch}
	facts, asked := qemu.EmulatorFacts{}, false
	if s.Version.IsZero() && e.MayAsk() {
		facts, asked = s.Ask(e.Path)
	}
	switch {
	case asked:
		t.Version, t.Fork, t.Vendor = facts.Version, facts.Fork, facts.Vendor
	case s.Version.IsZero():
		t.Version, t.AssumedVersion = qemu.Newest, true
	}
	t.KQEMU = facts.KQEMU
	if !asked {
		// kqemu runs the code of the host's processor only.
		t.KQEMU = t.TakesKQEMU() && (accelerator == "kqemu" || arch.NativeOn(s.HostArch))
		t.AssumeFork(accelerator)
	}
	t.KQEMU = t.KQEMU && !s.WithoutKQEMU
	return t
}

// overrideCapabilities takes from t what <qemu:capabilities> takes, and gives what it gives.
func overrideCapabilities(t *qemu.Target, q *domain.QEMUNamespace, diag *source.Diags) {
	for i, list := range [][]source.Val[string]{q.Add, q.Del} {
		for _, c := range list {
			if !t.Override(qemu.Feature(c.V()), i == 0) {
				diag.Warn(source.NotTranslated, c.Ref(), "nothing here rests on the capability %q", c.V())
				continue
			}
			diag.Info(source.Chosen, c.Ref(), "the capability %q is taken as this says", c.V())
		}
	}
}
