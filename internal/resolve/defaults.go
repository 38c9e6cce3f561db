package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// boardDevices is what libvirt adds to a domain because of its machine.
// Source: qemuDomainDefAddDefaultDevices.
type boardDevices struct {
	root    string // the model of PCI controller 0, "" where there is no PCI
	usb     bool   // a USB controller, unless the XML has one
	sata    bool   // the SATA controller that is part of the board
	balloon bool
	panics  bool // the panic device that is part of the firmware
}

func (r *resolver) boardDevices() boardDevices {
	machine, arch := r.dom.OS.Machine.V(), r.Target.Arch
	switch {
	case arch.IsX86():
		return r.pcDevices()
	case r.is(qemu.IsVirt):
		return boardDevices{root: domain.PCIeRoot, balloon: arch.IsRISCV()}
	case arch.IsARM() && machine == "versatilepb":
		return boardDevices{root: domain.PCIRoot, usb: true}
	case arch.IsARM() && strings.HasPrefix(machine, "realview-"):
		// The controller that libvirt adds needs PCI, which some of them lack.
		return boardDevices{usb: r.Profile.WriteRefused || r.hasPCI()}
	case arch.IsARM(), arch.IsRISCV(), arch.IsLoongArch():
		return boardDevices{}
	case arch.IsS390():
		b := boardDevices{balloon: true, panics: true}
		if r.Target.Has("zpci") {
			b.root = domain.PCIRoot
		}
		return b
	case arch == qemu.SPARC:
		return boardDevices{}
	case !r.Profile.WriteRefused && arch.IsPPC64() && strings.HasPrefix(machine, "powernv"):
		// Its buses have other names than libvirt thinks.
		return boardDevices{}
	case arch.IsMIPS() && !r.is(qemu.IsMIPSMalta):
		return boardDevices{usb: true, balloon: true}
	case slices.Contains(bareArches, string(arch)):
		return boardDevices{}
	}
	return boardDevices{root: domain.PCIRoot, usb: true, balloon: true, panics: r.is(qemu.IsPSeries)}
}

// bareArches are those whose machines get nothing, not even the PCI bus that a few
// of them have.
var bareArches = []string{"cris", "lm32", "m68k", "microblaze", "microblazeel", "or32", "unicore32", "xtensa", "xtensaeb"}

func (r *resolver) pcDevices() boardDevices {
	switch {
	case r.is(qemu.IsQ35):
		return boardDevices{root: domain.PCIeRoot, usb: true, sata: true, balloon: true}
	case r.is(qemu.IsI440FX):
		return boardDevices{root: domain.PCIRoot, usb: true, balloon: true}
	case r.dom.OS.Machine.V() == "isapc":
		// Libvirt adds a balloon, and then finds no place for it.
		return boardDevices{balloon: r.Profile.WriteRefused}
	case r.dom.OS.Machine.V() == "microvm" && !r.Profile.WriteRefused:
		return boardDevices{}
	}
	return boardDevices{usb: true, balloon: true}
}

func (r *resolver) defaultDevices() {
	b := r.boardDevices()
	if b.usb && r.at.At("usb", 0) == nil {
		if model := r.autoUSBModel(); model != "none" {
			r.addController("usb", 0, source.Default("default: USB controller", model))
		}
	}
	if b.sata {
		r.ensureController("sata", 0, "board: SATA controller")
	}
	if b.root != "" {
		r.rootBus(b.root)
	}
	if d := &r.dom.Devices; b.balloon && d.Memballoon == nil {
		const rule = "default: memory balloon"
		d.Memballoon = &domain.Memballoon{Device: domain.Device{Ref: source.Rule(rule)}, Model: source.Default(rule, "virtio")}
	}
	if b.panics {
		r.firmwarePanic()
	}
}

// rootBus makes sure that PCI controller 0 is the root bus of the machine.
func (r *resolver) rootBus(model string) {
	c := r.at.At("pci", 0)
	if c == nil {
		r.addController("pci", 0, source.Default("board: PCI root bus", model))
		return
	}
	if c.Model.V() != model {
		r.refuse("it is taken as such", source.Invalid, c.Model.Ref(), "PCI controller 0 of machine %s is a %s, not a %s", r.dom.OS.Machine.V(), model, c.Model.V()).
			WithHint("write model=%q, or leave the controller out", model)
		c.Model = source.Of(model, c.Model.Ref())
	}
}

// firmwarePanic adds the panic device that the firmware is anyway.
func (r *resolver) firmwarePanic() {
	model := "s390"
	if r.is(qemu.IsPSeries) {
		model = "pseries"
	}
	for _, p := range r.dom.Devices.Panics {
		if !p.Model.IsSet() || p.Model.V() == model {
			return
		}
	}
	const rule = "board: panic device"
	r.dom.Devices.Panics = append(r.dom.Devices.Panics, &domain.Panic{Device: domain.Device{Ref: source.Rule(rule)}, Model: source.Default(rule, model)})
}
