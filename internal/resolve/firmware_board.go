package resolve

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The firmware that QEMU wants for the boards with an e500, and where Debian
// keeps it: QEMU does not find it there.
const (
	e500Firmware = "u-boot.e500"
	e500Debian   = "/usr/lib/u-boot/qemu-ppce500/uboot.elf"
)

// boardFirmware names the firmware of a board that QEMU doesn't find by itself,
// and would end without.
func (r *resolver) boardFirmware() {
	os := &r.dom.OS
	if !r.Profile.HostChecks || r.Host == nil || !r.is(qemu.IsE500) || os.Kernel.IsSet() || os.Loader.Path.IsSet() {
		return
	}
	emulator := r.dom.Devices.Emulator.Or("default: where QEMU is", "/usr/bin/qemu").V()
	if r.Host.Exists(path.Join(path.Dir(emulator), "../share/qemu", e500Firmware)) {
		return
	}
	ref := source.First(os.Machine.Ref(), os.Ref, r.dom.Ref)
	if r.Host.Exists(e500Debian) {
		r.Diag.Note(source.Replaced, ref, "QEMU's firmware for the machine %s, %s, is not there; that of the package u-boot-qemu is used", os.Machine.V(), e500Firmware)
		os.Loader.Path = source.Default("host: firmware of the board", e500Debian)
		return
	}
	r.Diag.Warn(source.HostMissing, ref, "QEMU's firmware for the machine %s, %s, is not there", os.Machine.V(), e500Firmware).
		WithHint("install the package u-boot-qemu, or name a <kernel> or a <loader>: QEMU will not start without")
}
