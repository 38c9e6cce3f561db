package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkDiskSlot refuses floppies and SD cards that the machine has no drive for.
// Where the profile adapts domains they become what USB drives for them are.
func (r *resolver) checkDiskSlot(d *domain.Disk) {
	what, ref := r.missingSlot(d), source.First(d.Target.Bus.Ref(), d.Kind.Ref(), d.Ref)
	const text = "the machine %s takes no %s"
	switch {
	case what == "":
	case r.Profile.Adapt && r.takesUSB() && !source.Is(d.Kind, "cdrom"):
		r.Diag.Warn(source.Invalid, ref, text+"; this one is in a USB drive", r.dom.OS.Machine.V(), what).
			WithHint("write <target dev='sda' bus='usb' removable='on'/>").Inside(d.Address.Ref)
		r.ontoUSB(d)
	default:
		r.Diag.Error(source.Invalid, ref, text, r.dom.OS.Machine.V(), what).WithHint("use the bus virtio")
	}
}

// missingSlot says what d would need a drive for that the machine is known not
// to have, "" where it may have one.
func (r *resolver) missingSlot(d *domain.Disk) string {
	switch {
	case source.Is(d.Target.Bus, "fdc") && source.Is(d.Kind, "floppy") && r.lacksFloppies():
		return "floppies"
	case source.Is(d.Target.Bus, "sd") && !r.Profile.WriteRefused && r.lacksSD():
		return "SD cards"
	}
	return ""
}

// lacksFloppies tells whether the machine is known to have no floppy controller.
// libvirt knows of one such machine.
func (r *resolver) lacksFloppies() bool {
	arch, machine := r.Target.Arch, r.dom.OS.Machine.V()
	switch {
	case r.is(qemu.IsPSeries):
		return true
	case r.Profile.WriteRefused:
		return false
	case arch == qemu.PPC || arch.IsPPC64():
		return machine != "prep"
	}
	return arch.IsARM() || arch.IsRISCV() || arch.IsLoongArch() || arch.IsS390() || machine == "microvm"
}

// lacksSD tells whether the machine is known to have no slot for SD cards.
func (r *resolver) lacksSD() bool {
	return r.Target.Arch.IsX86() || r.Target.Arch.IsS390() || r.is(qemu.IsPSeries) || r.is(qemu.IsVirt)
}

// takesUSB tells whether the guest has USB, or can be given some.
func (r *resolver) takesUSB() bool {
	none := r.at.At("usb", 0)
	return r.hasUSB() || r.hasPCI() && !r.Target.Arch.IsS390() && (none == nil || none.Model.V() != "none")
}

// ontoUSB makes d a removable USB disk, with a name of its own.
func (r *resolver) ontoUSB(d *domain.Disk) {
	ref := source.First(d.Target.Bus.Ref(), d.Kind.Ref(), d.Ref)
	d.Address = domain.Address{}
	d.Target.Bus = source.Of("usb", ref)
	d.Target.Removable = source.Of(true, ref)
	taken := map[string]bool{}
	for _, other := range r.dom.Devices.Disks {
		taken[other.Target.Dev.V()] = other != d
	}
	for _, letter := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		if !taken["sd"+letter] {
			d.Target.Dev = source.Of("sd"+letter, d.Target.Dev.Ref())
			break
		}
	}
}
