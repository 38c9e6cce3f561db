package option

// Syntax is how QEMU reads what follows a switch.
type Syntax uint8

// The syntaxes of switches.
const (
	Bare     Syntax = iota // nothing follows
	FreeText               // all of it is one value; commas mean nothing
	KeyValue               // key=value pairs with commas between; a comma in a value is doubled
)

// SyntaxOf is how QEMU reads what follows flag.
// Source: QEMU's qemu-options.hx (HAS_ARG) and system/vl.c (which switches
// hand their argument to QemuOpts or keyval).
func SyntaxOf(flag string) Syntax {
	switch flag {
	case "S", "no-user-config", "nodefaults", "no-shutdown", "no-acpi", "no-reboot", "no-hpet", "nographic",
		"enable-kvm", "no-kqemu", "enable-kqemu", "kernel-kqemu", "no-kvm", "localtime", "usb", "full-screen", "snapshot",
		"enable-fips", "std-vga", "cirrusvga", "vmwarevga", "sdl", "mem-prealloc", "no-fd-bootchk", "rtc-td-hack",
		"async-teardown", "curses", "nodefconfig", "daemonize", "win2k-hack", "no-frame", "alt-grab", "ctrl-grab",
		"no-quit", "portrait", "only-migratable", "preconfig", "no-kvm-irqchip", "no-kvm-pit", "no-kvm-pit-reinjection",
		"s", "semihosting", "singlestep", "one-insn-per-tb", "xen-attach", "xen-create", "enable-sync-profile", "h",
		"help", "version":
		return Bare
	case "kernel", "initrd", "append", "dtb", "shim", "bios", "uuid", "hda", "hdb", "hdc", "hdd", "fda", "fdb", "cdrom",
		"usbdevice", "k", "vga", "watchdog", "watchdog-action", "incoming", "mem-path", "loadvm", "pidfile", "runas",
		"chroot", "pflash", "mtdblock", "sd", "readconfig", "writeconfig":
		return FreeText
	}
	return KeyValue
}

// ImpliedKey is the key that the first word of flag stands for when it has
// none, "" where there is no such key.
// Source: implied_opt_name of the QemuOptsLists in QEMU's system/vl.c and the
// callers of keyval_parse.
func ImpliedKey(flag string) string {
	switch flag {
	case "device", "audiodev":
		return "driver"
	case "object":
		return "qom-type"
	case "netdev", "net", "machine", "M", "display", "tpmdev", "numa":
		return "type"
	case "chardev":
		return "backend"
	case "accel":
		return "accel"
	case "cpu":
		return "model"
	case "smp":
		return "cpus"
	case "fsdev", "virtfs":
		return "fsdriver"
	case "sandbox":
		return "enable"
	}
	return ""
}
