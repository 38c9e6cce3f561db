// Package profile says how the two profiles differ. Nothing else decides by a
// profile's name.
package profile

// Profile is a set of decisions. Each field is one of them; families ask for
// the decision, never for the profile.
type Profile struct {
	Name string

	// Frame: the command stands in libvirt's frame: environment, -S, master key,
	// monitor, -sandbox, -msg, the debug-threads of -name.
	Frame bool
	// JSON: options are written as JSON where the target QEMU takes it.
	JSON bool
	// PassFDs: sockets, TAP devices and vhost nodes are passed as descriptors
	// that the caller has opened.
	PassFDs bool
	// ShortMachine: -M and -enable-kvm in place of -machine and -accel kvm, and
	// no accelerator that is the default anyway.
	ShortMachine bool
	// KeepMachineAlias: an alias such as pc stays as it is instead of becoming
	// the version that it stands for.
	KeepMachineAlias bool
	// NewDomain: what the domain leaves open is chosen as for one that libvirt is
	// told of now, not as for one that it has kept from older days
	// (VIR_DOMAIN_DEF_PARSE_ABI_UPDATE).
	NewDomain bool
	// HostGIC: with KVM, the version of ARM's interrupt controller is what the
	// host has, for QEMU to find out.
	HostGIC bool
	// LibvirtDirs: generated paths lie in libvirt's directories; else in a
	// directory of the user's.
	LibvirtDirs bool
	// LocalEmulator: an emulator that this host lacks is replaced by the one
	// found here.
	LocalEmulator bool
	// OwnBIOS: firmware='bios' that this host has no descriptor for is the BIOS
	// that comes with QEMU.
	OwnBIOS bool
	// Adapt: what libvirt refuses, or what the target is known to refuse, is
	// written another way where one has nearly the same effect, or left out where
	// the guest runs well without; a warning says so.
	Adapt bool
	// Prepared: the files of the plan are made, and its helpers run, before QEMU
	// starts; else the command works without.
	Prepared bool
	// Attended: somebody stays with QEMU who carries out the whole plan: also what
	// is said to the monitor.
	Attended bool
	// MakeTAPs: whoever attends QEMU makes TAP devices; else they are there, or
	// QEMU's bridge helper makes them.
	MakeTAPs bool
	// PassTAPs: those that are made are passed to QEMU as descriptors; else QEMU
	// opens them by name.
	PassTAPs bool
	// AwaitPeers: a character device that connects to somebody keeps trying until
	// somebody is there; else QEMU ends.
	AwaitPeers bool
	// HostChecks: what the command needs of this host is looked for, and warned
	// about where it is missing.
	HostChecks bool
	// DirectSettings: what libvirt sets through the monitor after the start
	// (passwords, link state) is put on the command line.
	DirectSettings bool
	// QEMUDefaults: what QEMU does anyway is written out as well, such as
	// -rtc base=utc and the CPU of a domain that names none.
	QEMUDefaults bool
	// HostModel: the CPU of the host is written out, as the model and the features
	// that it has, or is assumed to have; else it is passed on as it is.
	HostModel bool
	// ClockDates: a clock that may be off from the host's starts at a date, even
	// where it is off by nothing.
	ClockDates bool
	// SecretsByKey: secrets are written encrypted with the master key of
	// libvirt's frame; else QEMU reads them from files.
	SecretsByKey bool
	// Configured: the host's configuration of libvirt's QEMU driver holds.
	Configured bool
	// WriteRefused: what libvirt writes although QEMU does not take it, or has
	// deprecated it, is written all the same.
	WriteRefused bool
}

// Run is the profile whose command works as typed.
var Run = Profile{Name: "run", ShortMachine: true, HostGIC: true, KeepMachineAlias: true, LocalEmulator: true, OwnBIOS: true, Adapt: true, AwaitPeers: true, HostChecks: true, DirectSettings: true}

// Libvirt is the profile whose command is what libvirt runs.
var Libvirt = Profile{
	Name: "libvirt", Frame: true, JSON: true, PassFDs: true, LibvirtDirs: true, QEMUDefaults: true, HostModel: true, ClockDates: true, SecretsByKey: true,
	WriteRefused: true, Configured: true, NewDomain: true,
}

// Named is the profile called name.
func Named(name string) (Profile, bool) {
	for _, p := range []Profile{Run, Libvirt} {
		if p.Name == name {
			return p, true
		}
	}
	return Profile{}, false
}
