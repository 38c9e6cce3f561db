package parse

import (
	"net/netip"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func charDevice(c Cursor) *domain.CharDevice {
	return &domain.CharDevice{Device: device(c), Source: *charSource(c), Target: charTarget(c)}
}

// charTarget reads the <target> of a character device. What it may hold
// depends on the device: see virDomainChrDefParseTargetXML.
func charTarget(c Cursor) domain.CharTarget {
	t := c.Child("target")
	target := domain.CharTarget{Ref: t.Ref()}
	switch c.Name() {
	case "channel":
		channelTarget(t, &target)
	case "serial":
		target.Type = t.Enum("type", "isa-serial", "usb-serial", "pci-serial", "spapr-vio-serial", "system-serial", "sclp-serial", "isa-debug")
		target.Model = t.Child("model").Enum("name", "isa-serial", "usb-serial", "pci-serial", "spapr-vty", "pl011",
			"sclpconsole", "sclplmconsole", "16550a", "isa-debugcon")
		target.Port = t.UintMax("port", 1<<31-1)
	case "console":
		target.Type = t.Enum("type", "serial", "xen", "uml", "virtio", "lxc", "openvz", "sclp", "sclplm")
		target.Port = t.UintMax("port", 1<<31-1)
	case "parallel":
		target.Port = t.UintMax("port", 1<<31-1)
	}
	return target
}

func channelTarget(c Cursor, t *domain.CharTarget) {
	t.Type = c.Enum("type", "guestfwd", "virtio", "xen")
	switch t.Type.V() {
	case "guestfwd":
		t.Address, t.Port = c.ipv4("address"), c.UintMax("port", 1<<16-1)
		if !t.Port.IsSet() {
			c.r.diag.Error(source.MissingValue, c.Ref(), "<target> needs the attribute port")
		}
	case "virtio", "xen":
		t.Name = c.Str("name")
	}
}

// ipv4 is the attribute called name, an IPv4 address that has to be there.
func (c Cursor) ipv4(name string) source.Val[string] {
	v := c.Require(name)
	if a, err := netip.ParseAddr(v.V()); v.V() != "" && (err != nil || !a.Is4()) {
		c.r.diag.Error(source.BadValue, v.Ref(), "%q is no IPv4 address", v.V())
	}
	return v
}

// charSource reads the host side of a character device: the type of the element
// that c stands on, and its <source>, <protocol> and <log>.
func charSource(c Cursor) *domain.CharSource {
	s := &domain.CharSource{
		Ref: c.Ref(),
		Type: c.Enum("type", domain.CharNull, domain.CharVC, domain.CharPTY, domain.CharDev, domain.CharFile, domain.CharPipe,
			domain.CharStdio, domain.CharUDP, domain.CharTCP, domain.CharUNIX, domain.CharSpiceVMC, domain.CharSpicePort,
			domain.CharNMDM, domain.CharQEMUVDAgent, domain.CharDBus),
		Log: charLog(c.Child("log")),
	}
	read := 0
	for src := range c.Children("source") {
		if read++; read > sourcesOf(s.Type.V()) {
			c.r.diag.Error(source.Conflict, src.Ref(), "one <source> too many for a character device of type %s", s.Type.V())
			break
		}
		charAddress(src, s)
	}
	if source.Is(s.Type, domain.CharTCP) {
		s.Protocol = c.Child("protocol").Enum("type", "raw", "telnet", "telnets", "tls")
	}
	return s
}

// sourcesOf is how many <source> a type takes. Where it has no use for any,
// libvirt does not count them.
func sourcesOf(charType string) int {
	switch charType {
	case domain.CharFile, domain.CharPTY, domain.CharDev, domain.CharPipe, domain.CharTCP, domain.CharUNIX, domain.CharSpicePort,
		domain.CharNMDM, domain.CharQEMUVDAgent, domain.CharDBus:
		return 1
	case domain.CharUDP:
		return 2
	}
	return 1<<31 - 1
}

// charAddress reads one <source> of a character device into s.
func charAddress(c Cursor, s *domain.CharSource) {
	switch s.Type.V() {
	case domain.CharFile:
		s.Path, s.Append = c.Str("path"), c.OnOff("append")
	case domain.CharPTY, domain.CharDev, domain.CharPipe:
		s.Path = c.Str("path")
	case domain.CharUNIX:
		s.Mode, s.Path, s.Reconnect = socketMode(c), c.Str("path"), charReconnect(c.Child("reconnect"))
	case domain.CharTCP:
		s.Mode, s.Host, s.Service = socketMode(c), c.Str("host"), c.Str("service")
		s.TLS, s.Reconnect = c.YesNo("tls"), charReconnect(c.Child("reconnect"))
	case domain.CharUDP:
		switch mode := socketMode(c); {
		case source.Is(mode, "bind") && !s.Bind.Ref.IsZero() || !source.Is(mode, "bind") && s.Host.IsSet():
			// The first of a kind counts.
		case source.Is(mode, "bind"):
			s.Bind = domain.CharBind{Ref: c.Ref(), Mode: mode, Host: c.Str("host"), Service: c.Str("service")}
		default:
			s.Mode, s.Host, s.Service = mode, c.Str("host"), c.Str("service")
		}
	case domain.CharSpicePort, domain.CharDBus:
		s.Channel = c.Str("channel")
	case domain.CharQEMUVDAgent:
		s.VDAgent = domain.CharVDAgent{
			Clipboard: c.Child("clipboard").YesNo("copypaste"),
			Mouse:     c.Child("mouse").Enum("mode", "server", "client"),
		}
	}
}

func socketMode(c Cursor) source.Val[string] { return c.Enum("mode", "connect", "bind") }

func charReconnect(c Cursor) domain.CharReconnect {
	if !c.Ok() {
		return domain.CharReconnect{}
	}
	r := domain.CharReconnect{Ref: c.Ref(), Enabled: c.YesNo("enabled"), Timeout: c.UintMax("timeout", 1<<32-1)}
	if source.Is(r.Enabled, true) {
		c.Require("timeout")
	}
	return r
}

func charLog(c Cursor) domain.CharLog {
	if !c.Ok() {
		return domain.CharLog{}
	}
	return domain.CharLog{Ref: c.Ref(), File: c.Str("file"), Append: c.OnOff("append")}
}
