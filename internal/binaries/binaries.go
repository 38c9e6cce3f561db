// Package binaries says which emulator runs a domain, and why.
//
// It touches no file itself: how names are looked up comes in as functions.
package binaries

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Lookup is how this host is asked for emulators. Nothing is run.
type Lookup struct {
	// Path is the absolute path of the program called name on PATH.
	Path func(name string) (path string, ok bool)
	// Exists tells whether the absolute path is a program.
	Exists func(path string) bool
}

// Query is what the emulator is wanted for.
type Query struct {
	Domain *domain.Domain
	// Accelerator is kvm, qemu, ...: what <domain type=...> says.
	Accelerator string
	Arch        qemu.Arch
	HostArch    qemu.Arch
	// Version is the QEMU asked for; zero where nothing asks.
	Version qemu.Version
	// Override is the emulator that wins over everything; "" for none.
	Override string
	Profile  profile.Profile
}

func (q Query) kvm() bool { return q.Accelerator == "kvm" }

func (q Query) native() bool { return q.Arch.NativeOn(q.HostArch) }

// Choice is an emulator, and what decided for it.
type Choice struct {
	Path string
	// Reason is the rule that decided, for people.
	Reason string
	// From is the XML item that decided, or the rule.
	From source.Ref
	// Found tells that the path was found on this host by name, and not taken
	// from the XML.
	Found bool
}

// Find is the emulator for q. What is missing is reported to diag.
func Find(q Query, look Lookup, diag *source.Diags) Choice {
	if q.Override != "" {
		return Choice{Path: q.Override, Reason: "--emulator", From: source.Rule("--emulator"), Found: true}
	}
	if e := q.Domain.Devices.Emulator; e.IsSet() {
		return named(q, e, "<emulator>", look, diag)
	}
	if l := q.Domain.OS.Loader; IsEmulator(l) {
		return named(q, l.Path, "<loader> that names an emulator, as first proposed for libvirt", look, diag)
	}
	return fromTable(q, look, diag)
}

// IsEmulator tells whether a <loader> names the emulator to run, as the first
// proposal for libvirt had it, rather than firmware. Today's loaders carry
// attributes, and firmware that is called after QEMU has an extension that says
// what it is (kvmvapic.bin).
func IsEmulator(l domain.Loader) bool {
	if !l.Path.IsSet() || l.ReadOnly.IsSet() || l.Secure.IsSet() || l.Type.IsSet() || l.Stateless.IsSet() || l.Format.IsSet() {
		return false
	}
	base := path.Base(l.Path.V())
	if slices.Contains(firmwareExtensions, path.Ext(base)) {
		return false
	}
	return slices.ContainsFunc([]string{"qemu", "kvm", "xenner"}, func(prefix string) bool { return strings.HasPrefix(base, prefix) })
}

var firmwareExtensions = []string{".bin", ".elf", ".fd", ".img", ".qcow2", ".raw", ".rom"}

// named is the emulator that the XML names, or where this host lacks it and the
// profile wants one that runs, the one found here.
func named(q Query, from source.Val[string], reason string, look Lookup, diag *source.Diags) Choice {
	kept := Choice{Path: from.V(), Reason: reason, From: from.Ref()}
	if strings.HasPrefix(from.V(), "-") {
		// Before it stand exec, env and the like, which take options.
		diag.Error(source.BadValue, from.Ref(), "the emulator %q would be taken for an option", from.V()).WithHint("write the path that begins with /")
		return kept
	}
	if !q.Profile.LocalEmulator || look.Exists(from.V()) {
		return kept
	}
	local, ok := search(q, look)
	if !ok {
		diag.Warn(source.HostMissing, from.Ref(), "the emulator %s is not on this host, and no other for %s guests", from.V(), q.Arch).
			WithHint("install QEMU for %s, or give --emulator PATH", q.Arch)
		return kept
	}
	diag.Warn(source.HostMissing, from.Ref(), "the emulator %s is not on this host; %s is used in its place", from.V(), local).
		WithHint("give --emulator %s to use it whatever the XML says", local)
	return Choice{Path: local, Reason: fmt.Sprintf("found on this host, in place of %s", from.V()), From: from.Ref(), Found: true}
}

// fromTable is the emulator by the table of names and places.
func fromTable(q Query, look Lookup, diag *source.Diags) Choice {
	rule := fmt.Sprintf("default: emulator for %s guests of type %s", q.Arch, q.Accelerator)
	if found, ok := search(q, look); ok {
		return Choice{Path: found, Reason: rule, From: source.Rule(rule), Found: true}
	}
	name := candidates(q)[0]
	if !q.Profile.LocalEmulator {
		// A command for another host: libvirt's usual place there.
		return Choice{Path: path.Join(places[0], name), Reason: rule + ", assumed in its usual place", From: source.Rule(rule)}
	}
	diag.Warn(source.HostMissing, q.Domain.Ref, "no emulator for %s guests was found on this host", q.Arch).
		WithHint("install QEMU for %s, or give --emulator PATH", q.Arch)
	return Choice{Path: name, Reason: rule + ", not found on this host", From: source.Rule(rule)}
}

// search looks for the candidates of q: each on PATH, then in the places of the
// distributions.
func search(q Query, look Lookup) (string, bool) {
	for _, name := range candidates(q) {
		if found, ok := look.Path(name); ok {
			return found, true
		}
		for _, dir := range places {
			if p := path.Join(dir, name); look.Exists(p) {
				return p, true
			}
		}
	}
	return "", false
}

// MayAsk tells whether the emulator of c may be run to ask its version. One
// that only the XML names may be anything: it must have a name of QEMU's and
// lie where only an administrator can have put it.
func (c Choice) MayAsk() bool {
	if c.Found {
		return true
	}
	base := path.Base(c.Path)
	if !strings.HasPrefix(base, "qemu-system-") && base != "qemu-kvm" && base != "kvm" && base != "qemu" {
		return false
	}
	return slices.Contains(places, path.Dir(c.Path)) || inStore(c.Path)
}

// helperPlaces are where distributions keep the programs that serve QEMU.
var helperPlaces = []string{"/usr/libexec", "/usr/lib/qemu", "/usr/lib", "/usr/bin", "/usr/sbin"}

// OfSystem tells whether the helper at name lies where only an administrator can
// have put it.
func OfSystem(name string) bool {
	return slices.Contains(helperPlaces, path.Dir(name)) || inStore(name)
}

func inStore(name string) bool { return strings.HasPrefix(path.Clean(name), "/nix/store/") }
