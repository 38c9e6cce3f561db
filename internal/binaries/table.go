package binaries

import "github.com/qemuxml/qemuxml/internal/qemu"

// places are where distributions put emulators that are not on PATH.
// Source: Debian, Fedora, SUSE and Arch (/usr/bin), RHEL (/usr/libexec),
// Homebrew, NixOS; libvirt's virQEMUCapsGetDefaultEmulator knows the second.
var places = []string{
	"/usr/bin", "/usr/libexec", "/usr/local/bin", "/opt/homebrew/bin", "/run/current-system/sw/bin", "/run/libvirt/nix-emulators",
}

// candidates are the names under which the emulator for a guest may be
// installed, the one to prefer first.
func candidates(q Query) []string {
	var names []string
	if q.kvm() && q.native() && kvmFork(q.Version) {
		names = append(names, "qemu-kvm", "kvm")
	}
	if q.Arch == qemu.ARMv7L && q.HostArch == qemu.AArch64 {
		// A 64-bit ARM host runs 32-bit guests with its own emulator, under KVM.
		names = append(names, "qemu-system-aarch64")
	}
	if q.Arch == qemu.PPC64LE {
		names = append(names, "qemu-system-ppc64le")
	}
	if q.Arch == qemu.I686 && bareQEMU(q.Version) {
		names = append(names, "qemu")
	}
	names = append(names, "qemu-system-"+q.Arch.System())
	if q.Arch == qemu.I686 {
		names = append(names, "qemu-system-x86_64")
	}
	if q.kvm() && q.native() && !kvmFork(q.Version) {
		names = append(names, "qemu-kvm", "kvm")
	}
	return names
}

// kvmFork tells whether KVM guests of that time ran on a fork of QEMU with a
// binary of its own. An unknown version is a recent one.
func kvmFork(v qemu.Version) bool {
	t := qemu.Target{Version: v, Arch: qemu.X86_64}
	return !v.IsZero() && !t.HasFlag("enable-kvm")
}

// bareQEMU tells whether the emulator for i386 guests was called just qemu.
func bareQEMU(v qemu.Version) bool {
	t := qemu.Target{Version: v, Arch: qemu.X86_64}
	return !v.IsZero() && !t.Has("emulator.qemu-system-i386")
}
