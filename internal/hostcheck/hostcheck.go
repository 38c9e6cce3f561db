// Package hostcheck finds what would go wrong on a host before it does: paths
// that are not there or can't be used, images that are not what the XML says,
// ports that are taken, an emulator or a host that lacks what the guest asks for.
//
// It looks through functions that come in, and changes nothing. What a
// translation has said already is not said again.
package hostcheck

import (
	"io/fs"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Guest is a domain whose command line is finished.
type Guest struct {
	Domain  *domain.Domain
	Options []cmdline.Option
	Paths   []hostfiles.Path
	Plan    *plan.Plan
	Diag    *source.Diags // what was said, and is said
}

// Access is what a user may do with a path.
type Access uint8

// The kinds of access.
const (
	ToRead Access = iota
	ToWrite
	ToRun
)

// Host is how a host is looked at. All but Facts may be nil, where nothing can be
// known.
type Host struct {
	Facts *host.Facts
	Stat  func(name string) (fs.FileInfo, error)
	// Same tells whether two paths lead to the same file.
	Same func(a, b string) bool
	// May tells whether this user has access to the path called name.
	May func(name string, a Access) bool
	// Program tells whether the program called name is on PATH.
	Program func(name string) bool
	Look    hostfiles.Look
	// Emulator is what the emulator can do.
	Emulator *qemu.Abilities
}

// checker is one check.
type checker struct {
	*Guest
	host *Host
	// missing are the items of which it was said that something is not there, told
	// the words of which it was said.
	missing map[source.Ref]bool
	told    map[string]bool
	// made are the paths that steps before the start make.
	made map[string]bool
}

// Guest reports to g.Diag what would go wrong with g on h.
func (h *Host) Guest(g *Guest) {
	c := &checker{Guest: g, host: h, missing: map[source.Ref]bool{}, told: map[string]bool{}, made: made(g.Plan)}
	c.listen()
	c.emulator()
	c.helpers()
	c.paths()
	c.images()
	c.ports()
	c.resources()
}

// listen notes what was said to be missing.
func (c *checker) listen() {
	for _, d := range c.Diag.All() {
		if d.ID != source.HostMissing {
			continue
		}
		c.missing[d.Ref] = true
		for word := range strings.FieldsSeq(d.Text) {
			c.told[strings.TrimRight(word, ",:")] = true
		}
	}
}

// made are the paths that the steps of p make.
func made(p *plan.Plan) map[string]bool {
	m := map[string]bool{}
	if p == nil {
		return m
	}
	for _, s := range p.Steps {
		m[s.Path] = s.Path != ""
		m[s.Socket] = s.Socket != ""
	}
	return m
}

// warn reports something about what from decided.
func (c *checker) warn(id source.ID, from []source.Ref, format string, args ...any) *source.Diag {
	return c.Diag.Warn(id, c.at(from), format, args...)
}

// at is the item to point at: the first attribute or text of from, or whatever of
// the XML is there, or the domain.
func (c *checker) at(from []source.Ref) source.Ref {
	for _, ref := range from {
		if ref.Node() != 0 && !ref.IsElement() {
			return ref
		}
	}
	return source.First(append(from[:len(from):len(from)], c.Domain.Ref)...)
}
