package audit

import "github.com/qemuxml/qemuxml/internal/source"

const (
	noMeaning = source.NoMeaning
	runTime   = source.RunTime
	byDefault = source.AsDefault
)

// table is what by its nature stands on no command line. Three kinds: what means
// nothing to QEMU, what is applied outside the command line, and what QEMU does
// by itself.
var table = []row{
	// Words for people and for other programs.
	{"domain/title", "", noMeaning, true, "a title for people"},
	{"domain/description", "", noMeaning, true, "a description for people"},
	{"domain/metadata", "", noMeaning, true, "data of other programs"},
	{"domain/@id", "", noMeaning, false, "the number of the running domain"},
	{"**/seclabel", "", runTime, true, "security labels are set by libvirt around QEMU"},
	{"domain/bootloader", "", noMeaning, true, "for other hypervisors"},

	// The state of a running guest.
	{"**/alias", "", noMeaning, true, "a name that libvirt gives the running device"},
	{"**/privateData", "", noMeaning, true, "libvirt's notes on the running guest"},

	// Set with control groups and affinities, around QEMU.
	{"domain/cputune", "", runTime, true, "applied by control groups and CPU affinity"},
	{"domain/blkiotune", "", runTime, true, "applied by control groups"},
	{"domain/memtune", "", runTime, true, "applied by control groups"},
	{"domain/numatune/memory/@mode", "", runTime, false, "applied by control groups"},
	{"domain/numatune/memory/@nodeset", "", runTime, false, "applied by control groups"},
	{"domain/numatune/memory/@placement", "", runTime, false, "applied by control groups"},
	{"domain/vcpu/@cpuset", "", runTime, false, "applied as the CPU affinity of QEMU's threads"},
	{"domain/vcpu/@placement", "", runTime, false, "how the CPU affinity of QEMU's threads is chosen"},
	{"domain/resource/partition", "", runTime, true, "the control group that libvirt puts QEMU into"},
	{"domain/perf", "", runTime, true, "performance events that libvirt counts"},
	{"domain/devices/lease", "", runTime, true, "a lock that libvirt's lock manager takes"},

	// What libvirt does with disks around QEMU.
	{"domain/devices/disk/mirror", "", noMeaning, true, "a block job of the running guest"},
	{"domain/devices/disk/target/@tray", "", noMeaning, false, "the tray of the running guest's drive"},
	{"domain/devices/disk/backenddomain", "", noMeaning, true, "for Xen"},
	{"domain/devices/disk/@snapshot", "", runTime, false, "how libvirt takes snapshots of the disk"},
	{"domain/devices/disk/@rawio", "", runTime, false, "a privilege that libvirt gives QEMU"},
	{"domain/devices/disk/@sgio", "", runTime, false, "a setting of the host's device"},
	{"domain/devices/disk/source/@startupPolicy", "", runTime, false, "what libvirt does when the medium is missing"},
	{"domain/devices/disk/source/@managed", "", runTime, false, "whether libvirt takes the disk from its driver on the host"},
	{"**/source/@index", "", noMeaning, false, "the number of the image in the running guest"},
	{"**/backingStore/@index", "", noMeaning, false, "the number of the image in the running guest"},
	{"**/dataStore/@index", "", noMeaning, false, "the number of the image in the running guest"},
	{"**/encryption/ivgen", "", noMeaning, true, "for the making of volumes"},
	{"**/encryption/cipher", "", noMeaning, true, "for the making of volumes"},
	{"**/encryption/@engine", "default", byDefault, false, "QEMU decrypts by itself"},
	{"domain/devices/disk/driver/@cache", "default", byDefault, false, "QEMU's own choice"},

	// The network around the guest.
	{"domain/devices/interface/bandwidth", "", runTime, true, "applied as traffic shaping on the host"},
	{"domain/devices/interface/filterref", "", runTime, true, "applied as packet filters on the host"},
	{"domain/devices/interface/virtualport", "", runTime, true, "settings of the switch that the interface is connected to"},
	{"domain/devices/interface/vlan", "", runTime, true, "settings of the switch that the interface is connected to"},
	{"domain/devices/interface/port", "", runTime, true, "settings of the bridge that the interface is connected to"},
	{"domain/devices/interface/coalesce", "", runTime, true, "settings of the TAP device on the host"},

	// For other hypervisors and for containers.
	{"domain/features/pae", "", noMeaning, false, "for Xen; the CPU model says it for QEMU"},
	{"domain/features/hap", "", noMeaning, false, "for Xen; KVM uses what the processor has"},
	{"domain/features/viridian", "", noMeaning, false, "for Xen; <hyperv> is QEMU's"},
	{"domain/features/privnet", "", noMeaning, false, "for containers"},
	{"domain/features/capabilities", "", noMeaning, true, "for containers"},
	{"domain/features/xen", "", noMeaning, true, "for Xen"},
	{"domain/features/msrs", "", noMeaning, true, "for bhyve; KVM's module parameter ignore_msrs is for all guests of a host"},
	{"domain/idmap", "", noMeaning, true, "for containers"},

	{"domain/devices/interface/mac/@type", "", noMeaning, false, "for VMware"},
	{"domain/devices/interface/mac/@check", "", noMeaning, false, "for VMware"},
	{"domain/devices/interface/backenddomain", "", noMeaning, true, "for Xen"},
	{"domain/devices/interface/guest", "", noMeaning, true, "for containers"},
	{"domain/devices/interface/@trustGuestRxFilters", "no", byDefault, false, "the host's receive filters are its own"},

	// What libvirt does with other devices around QEMU.
	{"**/source/address/@type", "pci", byDefault, false, "the only kind of address that a source has"},
	{"domain/devices/shmem/@name", "", noMeaning, false, "what libvirt calls the memory of a server"},

	// What QEMU, or the machine, does anyway.
	{"domain/features/apic", "", byDefault, false, "a part of the machine"},
	{"domain/memoryBacking/source/@type", "anonymous", byDefault, false, "what QEMU's memory is"},
	{"domain/memoryBacking/access/@mode", "private", byDefault, false, "what QEMU's memory is"},
	{"domain/memoryBacking/allocation/@mode", "ondemand", byDefault, false, "how QEMU takes memory"},
	{"domain/vcpus/vcpu/@order", "", runTime, false, "the order in which libvirt plugs the CPUs in"},
	{"domain/on_poweroff", "destroy", byDefault, false, "QEMU ends when its guest powers off"},
	{"domain/on_reboot", "restart", byDefault, false, "QEMU restarts its guest"},
	{"domain/on_crash", "destroy", byDefault, false, "the default"},
	{"domain/on_crash", "restart", runTime, false, "what libvirt does when a panic device tells of a crash"},
	{"domain/on_lockfailure", "", runTime, false, "what libvirt's lock manager does"},
	{"domain/devices/input/@bus", "ps2", byDefault, false, "a part of the machine"},
	{"domain/devices/input/@type", "mouse", byDefault, false, "a part of the machine"},
	{"domain/devices/input/@type", "keyboard", byDefault, false, "a part of the machine"},
	{"domain/devices/disk/driver/@name", "qemu", byDefault, false, "QEMU's own block layer"},
	{"**/backingStore", "", byDefault, false, "the end of the chain of images"},
	{"**/metadata_cache/max_size/@unit", "", byDefault, false, "a part of the number"},
	{"domain/os/type", "hvm", byDefault, false, "what QEMU runs"},
	{"domain/os/bios/@useserial", "no", byDefault, false, "the firmware uses the screen"},
	{"domain/os/bootmenu/@timeout", "", byDefault, false, "without a menu there is no time to choose"},
	{"domain/features/apic", "", byDefault, false, "every PC has one"},
	{"domain/features/hyperv/@mode", "custom", byDefault, false, "no more than what is named here"},
	{"domain/features/hyperv/*/@state", "off", byDefault, false, "off unless it is asked for"},
	{"domain/features/hyperv/*/*/@state", "off", byDefault, false, "off unless it is asked for"},
	{"domain/features/kvm/*/@state", "off", byDefault, false, "off unless it is asked for"},
	{"domain/features/kvm/pv-ipi/@state", "on", byDefault, false, "on unless it is turned off"},
	{"domain/clock/@adjustment", "reset", byDefault, false, "changes that the guest makes are not kept"},
	{"domain/clock/@adjustment0", "", noMeaning, false, "libvirt's note on the running guest"},
	{"domain/clock/timer/catchup", "", noMeaning, true, "for Xen; QEMU chooses how fast to catch up"},
	{"domain/clock/timer/@mode", "", noMeaning, false, "for Xen"},
	{"domain/cpu/model/@fallback", "", runTime, false, "whether libvirt may take another model where the host lacks this one"},
	{"domain/cpu/vendor", "", runTime, true, "the hosts that libvirt starts the domain on"},
	{"domain/cpu/@deprecated_features", "on", byDefault, false, "QEMU's own choice"},
	{"domain/cpu/@match", "exact", byDefault, false, "no more than the model and the features"},
	{"domain/cpu/@check", "", runTime, false, "how libvirt checks the CPU that the guest got"},
	{"domain/currentMemory", "", runTime, false, "set with the balloon after the start"},
	{"domain/currentMemory/@unit", "", runTime, false, "set with the balloon after the start"},
	{"**/hostdev/@managed", "", runTime, false, "whether libvirt takes the device from its driver on the host"},
	{"**/stats", "", runTime, true, "how often libvirt asks the balloon"},
}
