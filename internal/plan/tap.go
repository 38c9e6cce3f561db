package plan

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/source"
)

// FirstFD is the first descriptor that QEMU inherits for its own use: the one
// after the standard ones is the guest's lock.
const FirstFD = 4

// TAP is a TAP device that is made for the guest. QEMU inherits a descriptor of
// each of its queues and then one of the vhost device for each of them, those of
// the first TAP device first. The kernel removes the device with the last
// descriptor of it.
type TAP struct {
	From source.Ref // the item that says which device it is
	Name string
	// Foreign: the device is somebody else's. It must be there, and is left as it is.
	Foreign bool
	// Over is the device of the host that this one shares, "" for none: then it is a
	// macvtap device, which stays until it is removed. Mode is the kernel's word for
	// how it is shared.
	Over, Mode string
	MAC        string // of the host's side; "" for any
	Bridge     string // that the device is put on; "" for none
	MTU        uint64 // 0 for the bridge's
	Queues     int    // 1 or more
	// Isolated: the port of the bridge reaches no other isolated one.
	Isolated bool
	// Addresses are those of the host's side, as ADDRESS/PREFIX.
	Addresses []string
	// Vhost is the path of the vhost device; "" where QEMU moves the packets.
	Vhost string
	// Script and DownScript are programs that get the device's name, once it is up
	// and when QEMU has ended; "" for none.
	Script, DownScript string
}

// Make are the commands that make t by hand, in order. What they make stays until
// it is removed; the scripts are QEMU's then.
func (t *TAP) Make() [][]string {
	if t.Foreign {
		return nil
	}
	set := []string{"ip", "link", "set", "dev", t.Name}
	if t.MAC != "" {
		set = append(set, "address", t.MAC)
	}
	if t.MTU > 0 {
		set = append(set, "mtu", strconv.FormatUint(t.MTU, 10))
	}
	if t.Bridge != "" {
		set = append(set, "master", t.Bridge)
	}
	commands := [][]string{t.Add(), append(set, "up")}
	for _, a := range t.Addresses {
		commands = append(commands, []string{"ip", "address", "add", a, "dev", t.Name})
	}
	if t.Isolated {
		commands = append(commands, []string{"bridge", "link", "set", "dev", t.Name, "isolated", "on"})
	}
	return commands
}

// Add is the command that makes t, without all that is set then.
func (t *TAP) Add() []string {
	if t.Over != "" {
		return []string{"ip", "link", "add", "link", t.Over, "name", t.Name, "type", "macvtap", "mode", t.Mode}
	}
	add := []string{"ip", "tuntap", "add", "dev", t.Name, "mode", "tap", "vnet_hdr"}
	if t.Queues > 1 {
		add = append(add, "multi_queue")
	}
	return add
}

// Redirections open what QEMU inherits of t even where it opens TAP devices by
// their names, the first as descriptor first.
func (t *TAP) Redirections(first int) []string {
	if t.Over == "" {
		return nil
	}
	var list []string
	for range t.Queues {
		list = append(list, strconv.Itoa(first+len(list))+`<>"/dev/tap$(cat /sys/class/net/`+t.Name+`/ifindex)"`)
	}
	for i := 0; t.Vhost != "" && i < t.Queues; i++ {
		list = append(list, strconv.Itoa(first+len(list))+"<>"+t.Vhost)
	}
	return list
}

// Remove is the command that removes what Make made; nil where that is nothing.
func (t *TAP) Remove() []string {
	if t.Foreign {
		return nil
	}
	return []string{"ip", "link", "delete", "dev", t.Name}
}
