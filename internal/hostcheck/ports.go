package hostcheck

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ports reports ports that QEMU is to listen on, and another program does.
func (c *checker) ports() {
	taken := c.host.Facts.Listening()
	if len(taken) == 0 {
		return
	}
	for i := range c.Options {
		for _, l := range listens(&c.Options[i]) {
			c.port(l, taken)
		}
	}
}

// listener is a port that QEMU is to listen on.
type listener struct {
	port host.Port
	what string
	from []source.Ref
}

func (c *checker) port(l listener, taken []host.Port) {
	for _, t := range taken {
		if l.port.Clash(t) {
			c.warn(source.PortTaken, l.from, "port %d is taken: another program listens on %s", l.port.Number, netip.AddrPortFrom(t.Addr, t.Number)).
				WithHint("%s needs it; is the guest running already?", l.what)
			return
		}
	}
}

// listens are the ports that an option has QEMU listen on.
func listens(o *cmdline.Option) []listener {
	switch o.Flag {
	case "vnc":
		return vncPorts(o)
	case "spice":
		return append(listening(o, "spice graphics", "addr", "port"), listening(o, "spice graphics", "addr", "tls-port")...)
	case "chardev":
		return chardevPorts(o)
	case "serial", "parallel", "monitor", "qmp", "gdb":
		return wordPorts(o)
	case "netdev":
		return forwardedPorts(o)
	}
	return nil
}

// listening is the TCP port in the property port of o, at the address in address.
func listening(o *cmdline.Option, what, address, port string) []listener {
	return listen(what, false, o.Get(address), o.Get(port), o.Origin(port))
}

// listen is a port at an address, each as QEMU takes it; nothing where they are
// none, or names that have to be looked up.
func listen(what string, udp bool, address, port string, from []source.Ref) []listener {
	n, err := strconv.ParseUint(port, 10, 16)
	addr, ok := parseAddress(address)
	if err != nil || n == 0 || !ok {
		return nil
	}
	return []listener{{host.Port{UDP: udp, Addr: addr, Number: uint16(n)}, what, from}}
}

func parseAddress(text string) (netip.Addr, bool) {
	switch text {
	case "", "*":
		return netip.IPv6Unspecified(), true
	case "localhost":
		text = "127.0.0.1"
	}
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return addr, err == nil
}

// cutPort parts address:port at the last colon.
func cutPort(text string) (address, port string) {
	at := strings.LastIndexByte(text, ':')
	if at < 0 {
		return "", text
	}
	return text[:at], text[at+1:]
}

// The ports of VNC begin here, those of VNC over web sockets there.
const (
	vncBase       = 5900
	webSocketBase = 5700
)

// vncPorts are the ports of a VNC server, unless it may choose from several.
func vncPorts(o *cmdline.Option) []listener {
	address, text := cutPort(o.Get("vnc"))
	display, err := strconv.ParseUint(text, 10, 16)
	if err != nil || address == "unix" || o.Get("to") != "" || o.Get("reverse") == "on" {
		return nil
	}
	ports := listen("VNC", false, address, strconv.FormatUint(vncBase+display, 10), o.Origin("vnc"))
	webSocket := o.Get("websocket")
	if webSocket == "on" {
		webSocket = strconv.FormatUint(webSocketBase+display, 10)
	}
	return append(ports, listen("VNC over web sockets", false, address, webSocket, o.Origin("websocket"))...)
}

func chardevPorts(o *cmdline.Option) []listener {
	what := "the character device " + o.Get("id")
	switch backend := o.Get("backend"); {
	case backend == "socket" && o.Get("server") == "on" && o.Get("to") == "":
		return listening(o, what, "host", "port")
	case backend == "udp":
		return listen(what, true, o.Get("localaddr"), o.Get("localport"), o.Origin("localport"))
	}
	return nil
}

// wordPorts is the port of a character device in one word, such as
// tcp:127.0.0.1:4444,server,nowait.
func wordPorts(o *cmdline.Option) []listener {
	kind, rest, _ := strings.Cut(o.Get(""), ":")
	where, settings, _ := strings.Cut(rest, ",")
	server := o.Flag == "gdb" || strings.Contains(","+settings+",", ",server,") || strings.Contains(settings, "server=on")
	if kind != "tcp" && kind != "telnet" || !server {
		return nil
	}
	address, port := cutPort(where)
	return listen("-"+o.Flag, false, address, port, o.Origin(""))
}

// forwardedPorts are the ports of the host that user networking forwards: words
// such as tcp:127.0.0.1:2222-:22.
func forwardedPorts(o *cmdline.Option) []listener {
	var ports []listener
	for _, p := range o.Props {
		if !strings.HasPrefix(p.Key, "hostfwd") {
			continue
		}
		protocol, rest, _ := strings.Cut(p.Value, ":")
		where, _, _ := strings.Cut(rest, "-")
		address, port := cutPort(where)
		ports = append(ports, listen("the forwarding to the guest", protocol == "udp", address, port, o.Origin(p.Key))...)
	}
	return ports
}
