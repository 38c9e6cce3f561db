package hostfiles

import (
	"strings"
	"sync"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// row says that a property of an option is a path. A driver that ends in * stands
// for all that begin like it; "" for any.
type row struct {
	flag, driver, key string
	kind              Kind
	use               Use
}

// rows are the properties that are paths whatever else the option says. Where more
// has to be looked at, blocks, character and devices do it.
// Source: QEMU's qemu-options.hx, qapi/*.json and the properties of its devices.
var rows = []row{
	{"kernel", "", "", File, Reads},
	{"initrd", "", "", File, Reads},
	{"dtb", "", "", File, Reads},
	{"shim", "", "", File, Reads},
	{"bios", "", "", File, Reads},
	{"option-rom", "", "romfile", File, Reads},
	{"acpitable", "", "file", File, Reads},
	{"acpitable", "", "data", File, Reads},
	{"smbios", "", "file", File, Reads},
	{"fw_cfg", "", "file", File, Reads},
	{"readconfig", "", "", File, Reads},
	{"pidfile", "", "", File, Creates},
	{"D", "", "", File, Creates},
	{"mem-path", "", "", Folder, Writes},
	{"L", "", "", Folder, Reads},
	{"chroot", "", "", Folder, Reads},

	{"object", "secret", "file", File, Reads},
	{"object", "tls-creds-*", "dir", Folder, Reads},
	{"object", "authz-list-file", "filename", File, Reads},
	{"object", "rng-random", "filename", File, Reads},
	{"object", "pr-manager-helper", "path", Socket, Connects},
	{"object", "input-linux", "evdev", File, Writes},
	{"object", "filter-dump", "file", File, Creates},
	{"object", "sev-guest", "dh-cert-file", File, Reads},
	{"object", "sev-guest", "session-file", File, Reads},
	{"object", "tdx-guest", "quote-generation-socket.path", Socket, Connects},

	{"device", "", "romfile", File, Reads},
	{"device", "", "evdev", File, Writes},
	{"device", "", "sysfsdev", Folder, Reads},
	{"device", "usb-host", "hostdevice", File, Writes},
	{"device", "ccid-card-emulated", "db", Folder, Reads},
	{"device", "spapr-tpm-proxy", "host-path", File, Writes},
	{"device", "loader", "file", File, Reads},
	{"device", "u2f-passthru", "hidraw", File, Writes},
	{"device", "u2f-emulated", "dir", Folder, Reads},

	{"chardev", "", "logfile", File, Creates},
	{"chardev", "file", "path", File, Creates},
	{"chardev", "file", "input-path", File, Reads},
	{"chardev", "serial", "path", File, Writes},
	{"chardev", "tty", "path", File, Writes},
	{"chardev", "parallel", "path", File, Writes},
	{"chardev", "parport", "path", File, Writes},

	{"netdev", "vhost-vdpa", "vhostdev", File, Writes},
	{"netdev", "user", "tftp", Folder, Reads},
	{"netdev", "user", "smb", Folder, Writes},

	{"audiodev", "wav", "path", File, Creates},
	{"tpmdev", "passthrough", "path", File, Writes},
	{"tpmdev", "passthrough", "cancel-path", File, Writes},
	{"display", "", "rendernode", File, Writes},
	{"spice", "", "rendernode", File, Writes},
	{"spice", "", "x509-dir", Folder, Reads},
	{"spice", "", "x509-key-file", File, Reads},
	{"spice", "", "x509-cert-file", File, Reads},
	{"spice", "", "x509-cacert-file", File, Reads},
	{"spice", "", "x509-dh-key-file", File, Reads},
	{"vnc", "", "x509", Folder, Reads},
	{"vnc", "", "x509verify", Folder, Reads},
}

// byFlag finds the rows of a switch. It is built when it is first needed.
var byFlag = sync.OnceValue(func() map[string][]row {
	m := map[string][]row{}
	for _, r := range rows {
		m[r.flag] = append(m[r.flag], r)
	}
	return m
})

// table adds the paths of o that rows know.
func (l *list) table(o *cmdline.Option) {
	driver := o.Get(cmdline.FirstKey(o.Flag))
	for _, r := range byFlag()[o.Flag] {
		prefix, many := strings.CutSuffix(r.driver, "*")
		if r.driver == "" || driver == r.driver || many && strings.HasPrefix(driver, prefix) {
			l.property(o, r.key, r.kind, r.use)
		}
	}
}
