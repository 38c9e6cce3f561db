package hostcheck

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/source"
)

// emulator reports what the command line asks for and the emulator has not.
func (c *checker) emulator() {
	have := c.host.Emulator
	if have == nil {
		return
	}
	for i := range c.Options {
		switch o := &c.Options[i]; o.Flag {
		case "machine":
			c.lacks(o, "machine", have.Machines)
		case "cpu":
			c.lacks(o, "CPU model", have.CPUs)
		case "device":
			c.lacks(o, "device", have.Devices)
		case "object":
			c.lacks(o, "object type", have.Objects)
		}
	}
}

// lacks reports o, whose first key says which of what it is, where it is not among
// known. An emulator that names none of a kind was not asked about them.
func (c *checker) lacks(o *cmdline.Option, what string, known []string) {
	key := cmdline.FirstKey(o.Flag)
	name := o.Get(key)
	// POWER's CPU models are known in any case.
	isName := func(k string) bool { return strings.EqualFold(k, name) }
	if name == "" || len(known) == 0 || slices.ContainsFunc(known, isName) {
		return
	}
	d := c.warn(source.NeedsQEMU, o.Origin(key), "the emulator on this host has no %s %s", what, name)
	if near := source.Nearest(name, known); near != "" {
		d.WithHint("it has %s", near)
	} else {
		d.WithHint("give another with --emulator PATH")
	}
}
