// Package argv turns a resolved domain into the options of QEMU's command line.
//
// A family file builds option values; it writes no syntax. The order of the
// command line stands in one table (order.go); what differs between the
// profiles is decided in package profile; what differs between releases of QEMU
// is a row of package qemu.
package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Input is a resolved domain and what its command line is written for.
type Input struct {
	Domain  *domain.Domain
	Target  *qemu.Target
	Profile profile.Profile
	Diag    *source.Diags
	Plan    *plan.Plan         // gets what is to be done around QEMU
	Host    *host.Facts        // nil where nothing is known of the host
	Now     func() host.Moment // nil where the time is not known
	// Conf is the configuration of libvirt's QEMU driver, nil where none holds.
	Conf *host.QEMUConf
	// RuntimeDir is an existing directory of this host, where the run profile
	// puts sockets that the XML leaves open.
	RuntimeDir string
	// StateDir is where the run profile keeps what outlives the guest; "" for
	// libvirt's own directories.
	StateDir string
	// Secrets maps a secret's UUID or usage to the file that holds it.
	Secrets map[string]string
}

// builder is one translation. Family functions are its methods, so that each
// sees the domain, the target and where to report.
type builder struct {
	Input
	dom    *domain.Domain
	at     domain.ControllerIndex
	passed descriptors
}

// Options is the command line of in.Domain, in order. What can't be translated
// is reported to in.Diag.
func Options(in Input) []option.Option {
	b := &builder{Input: in, dom: in.Domain, at: in.Domain.Devices.IndexControllers()}
	b.attend()
	opts := b.checkNeeds(b.build())
	b.override(opts)
	return b.spell(b.withZPCI(opts))
}

// build is the options of all sections.
func (b *builder) build() []option.Option {
	d := &b.dom.Devices
	opts := make([]option.Option, 0, usualOptions+3*len(d.Disks)+2*len(d.Interfaces)+len(d.Controllers))
	for _, s := range b.sections() {
		if s.frame && !b.Profile.Frame && !(s.attended && b.Profile.Attended) {
			continue
		}
		for _, o := range s.build(b) {
			opts = append(opts, *o)
		}
	}
	return opts
}

// usualOptions is what most command lines need beside those of disks, interfaces
// and controllers.
const usualOptions = 24

// asDefault accounts for items that need no option: QEMU does anyway what they
// ask for. Of refs, those that are items count.
func (b *builder) asDefault(why string, refs ...source.Ref) {
	if ref := source.First(refs...); !ref.IsZero() {
		b.Diag.Info(source.AsDefault, ref, "%s", why).Accounting(refs...)
	}
}

// whole keeps a device whole or drops it: the options that build returns, or
// none where it reported an error. A -device whose -object was refused would be
// worse than either.
func (b *builder) whole(build func() []*option.Option) []*option.Option {
	before := b.Diag.Errors()
	opts := build()
	if b.Diag.Errors() > before {
		return nil
	}
	return opts
}

// each builds the devices of one family, each whole or absent.
func each[T any](b *builder, devices []*T, build func(*T) []*option.Option) []*option.Option {
	var opts []*option.Option
	for _, d := range devices {
		opts = append(opts, b.whole(func() []*option.Option { return build(d) })...)
	}
	return opts
}
