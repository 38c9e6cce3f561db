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
	{"domain/title/text()", "", noMeaning, "", "a title for people"},
	{"domain/description/text()", "", noMeaning, "", "a description for people"},
	{"domain/metadata", "", noMeaning, "*", "data of other programs"},
	{"domain/@id", "", noMeaning, "", "the number of the running domain"},
	{"**/seclabel", "", runTime, "@type @model @relabel @labelskip label= baselabel= imagelabel=", "security labels are set by libvirt around QEMU"},

	// Elements that only hold others.
	{"domain/devices", "", noMeaning, "", "it holds nothing"},
	{"domain/features", "", noMeaning, "", "it holds nothing"},
	{"domain/memoryBacking", "", noMeaning, "", "it holds nothing"},
	{"domain/devices/audio/input", "", noMeaning, "", "it holds nothing"},
	{"domain/devices/audio/output", "", noMeaning, "", "it holds nothing"},

	// The state of a running guest.
	{"**/alias/@name", "", noMeaning, "", "a name that libvirt gives the running device"},
	{"domain/devices/memory/target/current", "", noMeaning, "current= @unit", "how much of it the running guest has"},
	{"domain/devices/channel/target/@state", "", noMeaning, "", "whether the running guest has opened the channel"},
	{"domain/devices/serial/@tty", "", noMeaning, "", "the terminal that the running guest was given"},
	{"domain/devices/console/@tty", "", noMeaning, "", "the terminal that the running guest was given"},
	{"**/privateData", "", noMeaning, "*", "libvirt's notes on the running guest"},

	// Set with control groups and affinities, around QEMU.
	{"domain/cputune", "", runTime, "shares= period= quota= global_period= global_quota= emulator_period= emulator_quota= iothread_period= iothread_quota= " +
		"vcpupin @vcpu @cpuset emulatorpin iothreadpin @iothread vcpusched @vcpus @scheduler @priority iothreadsched @iothreads emulatorsched " +
		"cachetune cache @id @level @type @size @unit monitor memorytune node @bandwidth", "applied by control groups and CPU affinity"},
	{"domain/blkiotune", "", runTime, "weight= device path= read_bytes_sec= write_bytes_sec= read_iops_sec= write_iops_sec=", "applied by control groups"},
	{"domain/memtune", "", runTime, "hard_limit= soft_limit= swap_hard_limit= min_guarantee= @unit", "applied by control groups"},
	{"domain/numatune/memory/@mode", "", runTime, "", "applied by control groups"},
	{"domain/numatune/memory/@nodeset", "", runTime, "", "applied by control groups"},
	{"domain/numatune/memory/@placement", "", runTime, "", "applied by control groups"},
	{"domain/vcpu/@cpuset", "", runTime, "", "applied as the CPU affinity of QEMU's threads"},
	{"domain/vcpu/@placement", "", runTime, "", "how the CPU affinity of QEMU's threads is chosen"},
	{"domain/resource/partition/text()", "", runTime, "", "the control group that libvirt puts QEMU into"},
	{"domain/resource/fibrechannel/@appid", "", runTime, "", "a name that libvirt gives the guest's traffic on the host's fabric"},
	{"domain/perf", "", runTime, "event @name @enabled", "performance events that libvirt counts"},
	{"domain/devices/lease", "", runTime, "lockspace= key= target @path @offset", "a lock that libvirt's lock manager takes"},

	// What libvirt does with disks around QEMU.
	{"domain/devices/disk/mirror", "", noMeaning, "@file @format @job @ready @type format source @dev @dir @pool @volume @mode @protocol @name @index @startupPolicy " +
		"host @transport @port @socket backingStore encryption secret @usage @uuid reservations @managed metadata_cache max_size= @unit", "a block job of the running guest"},
	{"domain/devices/disk/target/@tray", "", noMeaning, "", "the tray of the running guest's drive"},
	{"domain/devices/disk/backenddomain", "", noMeaning, "@name", "for Xen"},
	{"domain/devices/disk/@snapshot", "", runTime, "", "how libvirt takes snapshots of the disk"},
	{"domain/devices/disk/@rawio", "", runTime, "", "a privilege that libvirt gives QEMU"},
	{"domain/devices/disk/@sgio", "", runTime, "", "a setting of the host's device"},
	{"domain/devices/disk/source/@startupPolicy", "", runTime, "", "what libvirt does when the medium is missing"},
	{"domain/devices/disk/source/@managed", "", runTime, "", "whether libvirt takes the disk from its driver on the host"},
	{"**/source/@index", "", noMeaning, "", "the number of the image in the running guest"},
	{"**/backingStore/@index", "", noMeaning, "", "the number of the image in the running guest"},
	{"**/dataStore/@index", "", noMeaning, "", "the number of the image in the running guest"},
	{"**/encryption/ivgen", "", noMeaning, "@name @hash", "for the making of volumes"},
	{"**/encryption/cipher", "", noMeaning, "@name @size @mode @hash", "for the making of volumes"},
	{"domain/devices/disk/driver/@cache", "default", byDefault, "", "QEMU's own choice"},

	// The network around the guest.
	{"domain/devices/interface/bandwidth", "", runTime, "inbound outbound @average @peak @burst @floor", "applied as traffic shaping on the host"},
	{"domain/devices/interface/filterref", "", runTime, "@filter parameter @name @value", "applied as packet filters on the host"},
	{
		"domain/devices/interface/virtualport", "", runTime, "@type parameters @managerid @typeid @typeidversion @instanceid @profileid @interfaceid",
		"settings of the switch that the interface is connected to",
	},
	{"domain/devices/interface/vlan", "", runTime, "@trunk tag @id @nativeMode", "settings of the switch that the interface is connected to"},
	{"domain/devices/interface/port", "", runTime, "@isolated", "settings of the bridge that the interface is connected to"},
	{"domain/devices/interface/coalesce", "", runTime, "rx frames @max", "settings of the TAP device on the host"},

	// For other hypervisors and for containers.
	{"domain/features/pae", "", noMeaning, "", "for Xen; the CPU model says it for QEMU"},
	{"domain/features/hap", "", noMeaning, "@state", "for Xen; KVM uses what the processor has"},
	{"domain/features/viridian", "", noMeaning, "", "for Xen; <hyperv> is QEMU's"},
	{"domain/features/privnet", "", noMeaning, "", "for containers"},
	{"domain/features/capabilities", "", noMeaning, "@policy @state " +
		"audit_control audit_write block_suspend chown dac_override dac_read_search fowner fsetid ipc_lock ipc_owner kill lease linux_immutable " +
		"mac_admin mac_override mknod net_admin net_bind_service net_broadcast net_raw setgid setfcap setpcap setuid sys_admin sys_boot sys_chroot " +
		"sys_module sys_nice sys_pacct sys_ptrace sys_rawio sys_resource sys_time sys_tty_config syslog wake_alarm", "for containers"},
	{"domain/features/xen", "", noMeaning, "e820_host passthrough @state @mode", "for Xen"},
	{"domain/features/msrs", "", noMeaning, "@unknown", "for bhyve; KVM's module parameter ignore_msrs is for all guests of a host"},
	{"domain/idmap", "", noMeaning, "uid gid @start @target @count", "for containers"},

	{"domain/devices/shmem/msi/@enabled", "", noMeaning, "", "libvirt does not read it: with <msi> there are interrupts"},
	{"domain/devices/video/model/acceleration/@accel2d", "", noMeaning, "", "for VirtualBox"},
	{"domain/devices/video/driver/@vgaconf", "", noMeaning, "", "for bhyve"},
	{"domain/devices/interface/mac/@type", "", noMeaning, "", "for VMware"},
	{"domain/devices/interface/mac/@check", "", noMeaning, "", "for VMware"},
	{"domain/devices/interface/backenddomain", "", noMeaning, "@name", "for Xen"},
	{"domain/devices/interface/guest", "", noMeaning, "@dev @actual", "for containers"},
	{"domain/devices/interface/@trustGuestRxFilters", "no", byDefault, "", "the host's receive filters are its own"},

	// What is off where nothing turns it on, or does not exist.
	{"domain/devices/disk/driver/@copy_on_read", "off", byDefault, "", "off unless it is asked for"},
	{"domain/devices/interface/target/@managed", "yes", byDefault, "", "the device is made for the guest"},
	{"domain/devices/interface/portForward/range/@exclude", "no", byDefault, "", "the ports are forwarded"},
	{"domain/memoryBacking/discard", "", noMeaning, "", "only memory that is a file can be discarded"},
	{"domain/features/smm/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/htm/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/nested-hv/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/ccf-assist/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/apic/@eoi", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/pvspinlock/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/async-teardown/@enabled", "no", byDefault, "", "off unless it is asked for"},
	{"domain/devices/memballoon/@autodeflate", "off", byDefault, "", "off unless it is asked for"},
	{"domain/devices/memballoon/@freePageReporting", "off", byDefault, "", "off unless it is asked for"},
	{"domain/devices/*/driver/@iommu", "off", byDefault, "", "off unless it is asked for"},
	{"domain/devices/*/driver/@ats", "off", byDefault, "", "off unless it is asked for"},
	{"domain/devices/*/driver/@packed", "off", byDefault, "", "off unless it is asked for"},
	{"domain/devices/*/driver/@page_per_vq", "off", byDefault, "", "off unless it is asked for"},
	{"domain/cpu/numa/cell/@discard", "no", byDefault, "", "nothing is discarded unasked"},
	{"domain/cpu/numa/cell/@memAccess", "private", byDefault, "", "what QEMU's memory is"},
	{"domain/devices/memory/@discard", "no", byDefault, "", "nothing is discarded unasked"},
	{"domain/devices/memory/@access", "private", byDefault, "", "what QEMU's memory is"},

	// What libvirt does with other devices around QEMU.
	{"**/protocol/@type", "raw", byDefault, "", "the bytes go as they are"},
	{"**/source/@type", "pci", byDefault, "", "the only kind of address that an NVMe disk has"},
	{"domain/devices/disk/source/@mode", "client", byDefault, "", "the only way to use the socket"},
	{"**/source/@type", "unix", byDefault, "", "the only kind of socket that it can be"},
	{"**/slices/slice/@type", "storage", byDefault, "", "the only kind of slice"},
	{"**/source/address/@type", "pci", byDefault, "", "the only kind of address that a source has"},
	{"domain/devices/shmem/@name", "", noMeaning, "", "what libvirt calls the memory of a server"},

	// What QEMU, or the machine, does anyway.
	{"domain/memoryBacking/source/@type", "anonymous", byDefault, "", "what QEMU's memory is"},
	{"domain/memoryBacking/access/@mode", "private", byDefault, "", "what QEMU's memory is"},
	{"domain/memoryBacking/allocation/@mode", "ondemand", byDefault, "", "how QEMU takes memory"},
	{"domain/vcpus/vcpu/@order", "", runTime, "", "the order in which libvirt plugs the CPUs in"},
	{"domain/on_poweroff/text()", "destroy", byDefault, "", "QEMU ends when its guest powers off"},
	{"domain/on_reboot/text()", "restart", byDefault, "", "QEMU restarts its guest"},
	{"domain/on_crash/text()", "destroy", byDefault, "", "the default"},
	{"domain/on_crash/text()", "restart", runTime, "", "what libvirt does when a panic device tells of a crash"},
	{"domain/on_lockfailure/text()", "", runTime, "", "what libvirt's lock manager does"},
	{"domain/devices/input/@bus", "ps2", byDefault, "", "a part of the machine"},
	{"domain/devices/input/@type", "mouse", byDefault, "", "a part of the machine"},
	{"domain/devices/input/@type", "keyboard", byDefault, "", "a part of the machine"},
	{"domain/devices/disk/driver/@name", "qemu", byDefault, "", "QEMU's own block layer"},
	{"**/backingStore", "", byDefault, "", "the end of the chain of images"},
	{"domain/os/type/text()", "hvm", byDefault, "", "what QEMU runs"},
	{"domain/os/bios/@useserial", "no", byDefault, "", "the firmware uses the screen"},
	{"domain/os/bootmenu/@timeout", "", byDefault, "", "without a menu there is no time to choose"},
	{"domain/features/apic", "", byDefault, "", "every PC has one"},
	{"domain/features/hyperv/@mode", "custom", byDefault, "", "no more than what is named here"},
	{"domain/features/hyperv/spinlocks/@retries", "", noMeaning, "", "how often, where spinlocks are on"},
	{"domain/features/hyperv/vendor_id/@value", "", noMeaning, "", "what, where a vendor is given"},
	{"domain/features/hyperv/tlbflush/direct/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/hyperv/tlbflush/extended/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/kvm/hidden/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/kvm/hint-dedicated/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/kvm/poll-control/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/kvm/dirty-ring/@state", "off", byDefault, "", "off unless it is asked for"},
	{"domain/features/kvm/pv-ipi/@state", "on", byDefault, "", "on unless it is turned off"},
	{"domain/clock/@adjustment", "reset", byDefault, "", "changes that the guest makes are not kept"},
	{"domain/clock/@adjustment0", "", noMeaning, "", "libvirt's note on the running guest"},
	{"domain/clock/timer/catchup", "", noMeaning, "@threshold @slew @limit", "for Xen; QEMU chooses how fast to catch up"},
	{"domain/clock/timer/@mode", "", noMeaning, "", "for Xen"},
	{"domain/cpu/model/@fallback", "", runTime, "", "whether libvirt may take another model where the host lacks this one"},
	{"domain/cpu/vendor/text()", "", runTime, "", "the hosts that libvirt starts the domain on"},
	{"domain/cpu/@deprecated_features", "on", byDefault, "", "QEMU's own choice"},
	{"domain/cpu/@match", "exact", byDefault, "", "no more than the model and the features"},
	{"domain/cpu/@check", "", runTime, "", "how libvirt checks the CPU that the guest got"},
	{"domain/currentMemory/text()", "", runTime, "", "set with the balloon after the start"},
	{"domain/currentMemory/@unit", "", runTime, "", "set with the balloon after the start"},
	{"**/hostdev/@managed", "", runTime, "", "whether libvirt takes the device from its driver on the host"},
	{"**/stats", "", runTime, "@period", "how often libvirt asks the balloon"},
}
