package hostfiles

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// character adds the paths of what data is exchanged with: character devices,
// screens, monitors and network sockets.
func (l *list) character(o *cmdline.Option) {
	switch o.Flag {
	case "chardev":
		l.chardev(o)
	case "netdev":
		l.netSockets(o)
	case "serial", "parallel", "monitor", "qmp", "qmp-pretty", "gdb", "debugcon", "virtioconsole":
		l.characterWord(o)
	case "incoming":
		l.incoming(o)
	case "vnc":
		name, _ := strings.CutPrefix(o.Get("vnc"), "unix:")
		if name != o.Get("vnc") {
			l.add(Path{Name: name, Kind: Socket, Use: Listens, From: o.Origin("vnc")})
		}
	case "spice":
		if o.Get("unix") == "on" {
			l.property(o, "addr", Socket, Listens)
		}
	case "display":
		l.dbus(o)
	}
}

func (l *list) chardev(o *cmdline.Option) {
	switch o.Get("backend") {
	case "socket":
		if o.Get("abstract") != "on" {
			l.property(o, "path", Socket, socketUse(o.Get("server")))
		}
	case "pipe":
		l.pipe(o, o.Get("path"), "path")
	}
}

func socketUse(server string) Use {
	if server == "on" {
		return Listens
	}
	return Connects
}

// pipe adds the two pipes called name, as QEMU looks for them first
// (qmp_chardev_open_pipe).
func (l *list) pipe(o *cmdline.Option, name, key string) {
	if name == "" {
		return
	}
	l.add(Path{Name: name + ".in", Kind: File, Use: Writes, From: o.Origin(key)})
	l.add(Path{Name: name + ".out", Kind: File, Use: Writes, From: o.Origin(key)})
}

// netSockets adds the sockets of network back ends.
func (l *list) netSockets(o *cmdline.Option) {
	if o.Get("addr.type") == "unix" {
		l.property(o, "addr.path", Socket, socketUse(o.Get("server")))
	}
	if o.Get("local.type") == "unix" {
		l.property(o, "local.path", Socket, Listens)
	}
	if o.Get("remote.type") == "unix" {
		l.property(o, "remote.path", Socket, Connects)
	}
}

// characterWord adds the path in a character device of one word, such as
// unix:/run/serial.sock,server (qemu_chr_parse_compat).
func (l *list) characterWord(o *cmdline.Option) {
	text := o.Get("")
	kind, rest, _ := strings.Cut(text, ":")
	switch kind {
	case "unix":
		name, settings, _ := strings.Cut(rest, ",")
		use := Connects
		if strings.Contains(","+settings+",", ",server,") || strings.Contains(","+settings, ",server=on") {
			use = Listens
		}
		l.add(Path{Name: name, Kind: Socket, Use: use, From: o.Origin("")})
	case "file":
		l.add(Path{Name: rest, Kind: File, Use: Creates, From: o.Origin("")})
	case "pipe":
		l.pipe(o, rest, "")
	default:
		if strings.HasPrefix(text, "/dev/") {
			l.add(Path{Name: text, Kind: Device, Use: Writes, From: o.Origin("")})
		}
	}
}

// incoming adds where the state of a migrated guest comes from.
func (l *list) incoming(o *cmdline.Option) {
	switch kind, name, _ := strings.Cut(o.Get(""), ":"); kind {
	case "unix":
		l.add(Path{Name: name, Kind: Socket, Use: Listens, From: o.Origin("")})
	case "file":
		l.add(Path{Name: name, Kind: File, Use: Reads, From: o.Origin("")})
	}
}

// dbus adds the socket of the bus that the guest's screen is shown on.
func (l *list) dbus(o *cmdline.Option) {
	address, _, _ := strings.Cut(o.Get("addr"), ",")
	if name, ok := strings.CutPrefix(address, "unix:path="); ok {
		l.add(Path{Name: name, Kind: Socket, Use: Connects, From: o.Origin("addr")})
	}
}
