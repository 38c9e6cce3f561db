package argv

import (
	"cmp"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// bootOrder adds the kinds of devices to boot from, a letter each, for a QEMU
// whose devices have no bootindex. Alone, they are all that old releases read.
func (b *builder) bootOrder(o *option.Option) {
	letters, refs := "", []source.Ref{}
	for _, dev := range b.dom.OS.Boot {
		letters += bootLetter(dev.V())
		refs = append(refs, dev.Ref())
	}
	if letters == "" {
		letters, refs = b.deviceLetters()
	}
	switch {
	case letters == "":
	case b.dom.OS.BootMenu.Enable.IsSet():
		o.Str("order", letters, refs...)
	default:
		o.Str("", letters, refs...)
	}
}

// bootLetter is QEMU's letter for a kind of <os><boot>.
func bootLetter(kind string) string {
	switch kind {
	case "fd":
		return "a"
	case "hd":
		return "c"
	case "cdrom":
		return "d"
	case "network":
		return "n"
	}
	return ""
}

// bootable is a device that says itself when to boot from it.
type bootable struct {
	letter string
	order  source.Val[uint64]
	first  bool // of its kind
}

// deviceLetters is the boot order that the devices give, as far as letters can
// say it: only the first device of a kind can be meant.
func (b *builder) deviceLetters() (letters string, refs []source.Ref) {
	for _, d := range b.bootables() {
		if !d.first || d.letter == "" || strings.Contains(letters, d.letter) {
			b.Diag.Warn(source.NeedsQEMU, d.order.Ref(), "QEMU %s boots from the first disk, CD-ROM, floppy and interface only", b.Target.Version)
			continue
		}
		letters += d.letter
		refs = append(refs, d.order.Ref())
	}
	return letters, refs
}

// bootables are the devices with an order to boot in, in that order.
func (b *builder) bootables() []bootable {
	seen := map[string]bool{}
	var list []bootable
	add := func(letter string, d *domain.Device) {
		if d.Boot.Order.IsSet() {
			list = append(list, bootable{letter, d.Boot.Order, !seen[letter]})
		}
		seen[letter] = true
	}
	devices := &b.dom.Devices
	for _, d := range devices.Disks {
		add(diskLetter(d.Kind.V()), &d.Device)
	}
	for _, n := range devices.Interfaces {
		add(bootLetter("network"), &n.Device)
	}
	for _, h := range devices.Hostdevs {
		add("", &h.Device)
	}
	for _, u := range devices.Redirdevs {
		add("", &u.Device)
	}
	slices.SortFunc(list, func(x, y bootable) int { return cmp.Compare(x.order.V(), y.order.V()) })
	return list
}

// diskLetter is QEMU's letter for a kind of disk.
func diskLetter(kind string) string {
	switch kind {
	case "disk", "lun":
		return "c"
	case "cdrom":
		return "d"
	case "floppy":
		return "a"
	}
	return ""
}
