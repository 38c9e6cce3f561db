// Package translate is the whole way from an XML tree to a command line, for
// all verbs that need one. It is pure: what it must know of the host comes in.
package translate

import (
	"github.com/qemuxml/qemuxml/internal/argv"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/resolve"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Settings is what a translation needs beside the XML.
type Settings struct {
	Profile profile.Profile
	// Version is the QEMU to write for; zero where nothing says it.
	Version qemu.Version
	// WithoutKQEMU: a QEMU to 0.11 was built without kqemu.
	WithoutKQEMU bool
	// Host is what is known of the host; nil where nothing is.
	Host *host.Facts
	// RuntimeDir is an existing directory for sockets.
	RuntimeDir string
	// Secrets maps a secret's UUID or usage to the file that holds it.
	Secrets map[string]string
}

// Result is a finished translation. Options is to be used only where Diag holds
// no error.
type Result struct {
	Domain  *domain.Domain
	Program string
	Options []option.Option
	Diag    *source.Diags
}

// Domain translates the <domain> that is element root of tree.
func Domain(tree *parse.Tree, root int, s *Settings) Result {
	diag := &source.Diags{}
	dom := parse.Domain(tree, root, diag)
	target := &qemu.Target{Version: s.Version, Arch: qemu.X86_64}
	if arch, ok := dom.OS.Arch.Get(); ok {
		target.Arch = qemu.Arch(arch)
	}
	if target.Version.IsZero() {
		target.Version, target.AssumedVersion = qemu.Newest, true
	}
	resolve.Domain(dom, &resolve.Env{Target: target, Profile: s.Profile, Diag: diag, Host: s.Host})
	opts := argv.Options(argv.Input{
		Domain: dom, Target: target, Profile: s.Profile, Diag: diag, Host: s.Host, RuntimeDir: s.RuntimeDir, Secrets: s.Secrets,
	})
	return Result{Domain: dom, Program: dom.Devices.Emulator.V(), Options: opts, Diag: diag}
}
