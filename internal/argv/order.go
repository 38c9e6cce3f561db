package argv

import "github.com/qemuxml/qemuxml/internal/option"

// section is one part of the command line. A frame section stands only in
// libvirt's frame, an attended one also where somebody else attends QEMU.
type section struct {
	name     string
	build    func(*builder) []*option.Option
	frame    bool
	attended bool
}

// order is the order of the command line: libvirt's. It matters to QEMU where
// one option refers to another (objects before their users, controllers before
// the devices on them), and to guests where devices of a kind are numbered as
// they come.
var order = []section{
	{name: "name", build: (*builder).name},
	{name: "deprecation", build: (*builder).deprecation},
	{name: "stop", build: (*builder).stop, frame: true, attended: true},
	{name: "master key", build: (*builder).masterKey, frame: true},
	{name: "persistent reservations", build: (*builder).managedPR},
	{name: "pflash", build: (*builder).pflash},
	{name: "machine", build: (*builder).machine},
	{name: "accelerator", build: (*builder).accel},
	{name: "tseg", build: (*builder).tseg},
	{name: "cpu", build: (*builder).cpu},
	{name: "firmware", build: (*builder).firmware},
	{name: "memory", build: (*builder).memory},
	{name: "smp", build: (*builder).smp},
	{name: "iothreads", build: (*builder).ioThreads},
	{name: "throttle groups", build: (*builder).throttleGroups},
	{name: "numa", build: (*builder).numa},
	{name: "uuid", build: (*builder).uuid},
	{name: "generation ID", build: (*builder).vmGenID},
	{name: "smbios", build: (*builder).smbios},
	{name: "sysinfo", build: (*builder).sysinfo},
	{name: "no graphics", build: (*builder).noGraphics},
	{name: "no defaults", build: (*builder).noDefaults},
	{name: "monitor", build: (*builder).monitor, frame: true, attended: true},
	{name: "clock", build: (*builder).clock},
	{name: "power management", build: (*builder).pm},
	{name: "boot", build: (*builder).boot},
	{name: "kernel", build: (*builder).kernel},
	{name: "ACPI tables", build: (*builder).acpiTables},
	{name: "iommu", build: (*builder).iommu},
	{name: "controllers", build: (*builder).controllers},
	{name: "memory devices", build: (*builder).memoryDevices},
	{name: "hubs", build: (*builder).hubs},
	{name: "ccid controllers", build: (*builder).ccidControllers},
	{name: "disks", build: (*builder).disks},
	{name: "filesystems", build: (*builder).filesystems},
	{name: "interfaces", build: (*builder).interfaces},
	{name: "smartcards", build: (*builder).smartcards},
	{name: "serials", build: (*builder).serials},
	{name: "parallels", build: (*builder).parallels},
	{name: "channels", build: (*builder).channels},
	{name: "consoles", build: (*builder).consoles},
	{name: "tpms", build: (*builder).tpms},
	{name: "inputs", build: (*builder).inputs},
	{name: "audio", build: (*builder).audio},
	{name: "graphics", build: (*builder).graphics},
	{name: "videos", build: (*builder).videos},
	{name: "sounds", build: (*builder).sounds},
	{name: "watchdogs", build: (*builder).watchdogs},
	{name: "redirdevs", build: (*builder).redirdevs},
	{name: "hostdevs", build: (*builder).hostdevs},
	{name: "memballoon", build: (*builder).memballoon},
	{name: "rngs", build: (*builder).rngs},
	{name: "nvram", build: (*builder).nvram},
	{name: "vmcoreinfo", build: (*builder).vmcoreinfo},
	{name: "security", build: (*builder).security},
	{name: "free arguments", build: (*builder).freeArguments},
	{name: "sandbox", build: (*builder).sandbox, frame: true},
	{name: "panics", build: (*builder).panics},
	{name: "shmems", build: (*builder).shmems},
	{name: "vsock", build: (*builder).vsock},
	{name: "cryptos", build: (*builder).cryptos},
	{name: "asynchronous teardown", build: (*builder).asyncTeardown},
	{name: "pstore", build: (*builder).pstore},
	{name: "message timestamps", build: (*builder).timestamps, frame: true},
}
