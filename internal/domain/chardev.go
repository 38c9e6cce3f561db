package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The kinds of host side that a character device can have: the values of its
// type, as libvirt names them.
const (
	CharNull        = "null"
	CharVC          = "vc"
	CharPTY         = "pty"
	CharDev         = "dev"
	CharFile        = "file"
	CharPipe        = "pipe"
	CharStdio       = "stdio"
	CharUDP         = "udp"
	CharTCP         = "tcp"
	CharUNIX        = "unix"
	CharSpiceVMC    = "spicevmc"
	CharSpicePort   = "spiceport"
	CharNMDM        = "nmdm"
	CharQEMUVDAgent = "qemu-vdagent"
	CharDBus        = "dbus"
)

// CharDevice is a <serial>, <parallel>, <console> or <channel>; which of them
// is said by the list of Devices that holds it.
type CharDevice struct {
	Device
	Source CharSource
	Target CharTarget
	// Console is the <console> that is this serial device by another name.
	Console *CharDevice
}

// CharTarget is the guest side of a character device, its <target>.
type CharTarget struct {
	Ref source.Ref
	// Type is isa-serial, ... of a serial device, serial, virtio, sclp, ... of a
	// console, virtio, guestfwd, ... of a channel.
	Type source.Val[string]
	// Model is the <model name> of a serial device: QEMU's driver.
	Model source.Val[string]
	// Port is the number among the devices of its kind, that of TCP with guestfwd.
	Port source.Val[uint64]
	// Name is what the guest finds a virtio channel by.
	Name source.Val[string]
	// Address is the IPv4 address of guestfwd.
	Address source.Val[string]
}

// CharSource is the host side of a character device.
type CharSource struct {
	Ref source.Ref
	// Type is one of the Char constants.
	Type source.Val[string]
	// Path is that of dev, file, pipe and unix; that of pty is only known of a
	// running guest.
	Path source.Val[string]
	// Made is why the path of a channel's socket is made up at each start; zero
	// where Path says it.
	Made source.Ref
	// Append is whether a file is kept at the start.
	Append source.Val[bool]
	// Mode is connect or bind, of tcp and unix; of udp, that of what Host and
	// Service are.
	Mode source.Val[string]
	// Host and Service are where tcp connects to or listens, and where udp sends
	// to; Bind is where udp listens.
	Host, Service source.Val[string]
	Bind          CharBind
	// Protocol is raw, telnet, telnets or tls, of tcp.
	Protocol source.Val[string]
	// TLS encrypts tcp.
	TLS       source.Val[bool]
	Reconnect CharReconnect
	// Channel is the name of spiceport and dbus.
	Channel source.Val[string]
	VDAgent CharVDAgent
	Log     CharLog
}

// CharBind is where a udp device listens.
type CharBind struct {
	Ref                 source.Ref
	Mode, Host, Service source.Val[string]
}

// CharReconnect is whether, and after how many seconds, a socket that was
// closed by the other side is connected again.
type CharReconnect struct {
	Ref     source.Ref
	Enabled source.Val[bool]
	Timeout source.Val[uint64]
}

// CharVDAgent is what the agent inside QEMU shares with the guest; Mouse is
// client or server.
type CharVDAgent struct {
	Clipboard source.Val[bool]
	Mouse     source.Val[string]
}

// CharLog is a file that receives what the guest writes.
type CharLog struct {
	Ref    source.Ref
	File   source.Val[string]
	Append source.Val[bool]
}

// Listens tells whether the device is a socket that waits for others.
func (s *CharSource) Listens() bool { return source.Is(s.Mode, "bind") }

// CharSources are the host sides of all character devices but those of network
// interfaces. A console that is a serial device by another name has none.
func (d *Devices) CharSources() []*CharSource {
	var all []*CharSource
	for _, s := range d.Smartcards {
		if s.Source != nil {
			all = append(all, s.Source)
		}
	}
	for _, list := range [][]*CharDevice{d.Serials, d.Parallels, d.Channels, d.Consoles} {
		for _, c := range list {
			if !source.Is(c.Target.Type, "serial") {
				all = append(all, &c.Source)
			}
		}
	}
	for _, r := range d.RNGs {
		if r.Backend.Source != nil {
			all = append(all, r.Backend.Source)
		}
	}
	for _, r := range d.Redirdevs {
		if r.Source != nil {
			all = append(all, r.Source)
		}
	}
	return all
}
