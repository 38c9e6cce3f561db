package option

// Syntax is how QEMU reads what follows a switch.
type Syntax uint8

// The syntaxes of switches.
const (
	Bare     Syntax = iota // nothing follows
	FreeText               // all of it is one value; commas mean nothing
	KeyValue               // key=value pairs with commas between; a comma in a value is doubled
)

// syntax lists the switches that are not KeyValue.
// Source: QEMU's qemu-options.hx (HAS_ARG) and system/vl.c (which switches
// hand their argument to QemuOpts or keyval).
var syntax = map[string]Syntax{
	"S": Bare, "no-user-config": Bare, "nodefaults": Bare, "no-shutdown": Bare, "no-acpi": Bare, "no-reboot": Bare,
	"no-hpet": Bare, "nographic": Bare, "enable-kvm": Bare, "no-kqemu": Bare, "enable-kqemu": Bare, "kernel-kqemu": Bare,
	"no-kvm": Bare, "localtime": Bare, "usb": Bare, "full-screen": Bare, "snapshot": Bare, "enable-fips": Bare,
	"std-vga": Bare, "cirrusvga": Bare, "vmwarevga": Bare, "sdl": Bare, "mem-prealloc": Bare, "no-fd-bootchk": Bare,
	"rtc-td-hack": Bare, "async-teardown": Bare, "curses": Bare, "nodefconfig": Bare, "daemonize": Bare,
	"win2k-hack": Bare, "no-frame": Bare, "alt-grab": Bare, "ctrl-grab": Bare, "no-quit": Bare, "portrait": Bare,
	"only-migratable": Bare, "preconfig": Bare, "no-kvm-irqchip": Bare, "no-kvm-pit": Bare,
	"no-kvm-pit-reinjection": Bare, "s": Bare, "semihosting": Bare, "singlestep": Bare, "one-insn-per-tb": Bare,
	"xen-attach": Bare, "xen-create": Bare, "enable-sync-profile": Bare, "h": Bare, "help": Bare, "version": Bare,

	"kernel": FreeText, "initrd": FreeText, "append": FreeText, "dtb": FreeText, "shim": FreeText, "bios": FreeText,
	"uuid": FreeText, "hda": FreeText, "hdb": FreeText, "hdc": FreeText, "hdd": FreeText, "fda": FreeText,
	"fdb": FreeText, "cdrom": FreeText, "usbdevice": FreeText,
	"k": FreeText, "vga": FreeText, "watchdog": FreeText, "watchdog-action": FreeText, "incoming": FreeText,
	"mem-path": FreeText, "loadvm": FreeText, "pidfile": FreeText, "runas": FreeText, "chroot": FreeText,
}

// SyntaxOf is how QEMU reads what follows flag.
func SyntaxOf(flag string) Syntax {
	if s, ok := syntax[flag]; ok {
		return s
	}
	return KeyValue
}

// implied lists the key that the first bare word of a switch stands for.
// Source: implied_opt_name of the QemuOptsLists in QEMU's system/vl.c and the
// callers of keyval_parse.
var implied = map[string]string{
	"device": "driver", "object": "qom-type", "netdev": "type", "net": "type", "chardev": "backend",
	"machine": "type", "M": "type", "accel": "accel", "cpu": "model", "smp": "cpus",
	"fsdev": "fsdriver", "virtfs": "fsdriver", "display": "type", "audiodev": "driver",
	"tpmdev": "type", "numa": "type", "sandbox": "enable",
}

// ImpliedKey is the key that the first word of flag stands for when it has
// none, "" where there is no such key.
func ImpliedKey(flag string) string { return implied[flag] }
