package host

import (
	"encoding/binary"
	"encoding/hex"
	"io/fs"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Port is a port of the host that a program listens on.
type Port struct {
	UDP    bool
	Addr   netip.Addr // unspecified for all
	Number uint16
}

// Clash tells whether who listens on p keeps others from listening on q.
func (p Port) Clash(q Port) bool {
	if p.UDP != q.UDP || p.Number != q.Number {
		return false
	}
	a, b := p.Addr.Unmap(), q.Addr.Unmap()
	switch {
	case a == b:
		return true
	case a.IsUnspecified():
		return a.Is6() || b.Is4() // that of IPv6 takes IPv4's as well
	case b.IsUnspecified():
		return b.Is6() || a.Is4()
	}
	return false
}

// Listening are the ports that programs of this host listen on.
func (f *Facts) Listening() []Port {
	if f == nil {
		return nil
	}
	if f.ports == nil {
		f.ports = readPorts(f.root)
	}
	return f.ports
}

// Listens tells whether a program of the host is known to listen on the TCP
// port, at whatever address.
func (f *Facts) Listens(port uint64) bool {
	return slices.ContainsFunc(f.Listening(), func(p Port) bool { return !p.UDP && uint64(p.Number) == port })
}

func readPorts(root fs.FS) []Port {
	ports := []Port{}
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		data, err := fs.ReadFile(root, "proc/net/"+table)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(data)) {
			if p, ok := listening(line, strings.HasPrefix(table, "udp")); ok {
				ports = append(ports, p)
			}
		}
	}
	return ports
}

// The states of sockets that wait for somebody, as Linux's
// include/net/tcp_states.h numbers them: TCP's that listen, and of UDP those that
// are not connected.
const (
	tcpListen  = "0A"
	udpWaiting = "07"
)

// listening reads a line of /proc/net/tcp and its like: number, local address,
// remote address, state. Source: the kernel's Documentation/networking/proc_net_tcp.rst.
func listening(line string, udp bool) (p Port, ok bool) {
	field := strings.Fields(line)
	if len(field) < 4 || field[3] != tcpListen && (!udp || field[3] != udpWaiting) {
		return Port{}, false
	}
	address, port, _ := strings.Cut(field[1], ":")
	n, err := strconv.ParseUint(port, 16, 16)
	addr, ok := kernelAddress(address)
	return Port{UDP: udp, Addr: addr, Number: uint16(n)}, ok && err == nil
}

// kernelAddress reads an address that is written in words of the host's byte
// order.
func kernelAddress(text string) (netip.Addr, bool) {
	words, err := hex.DecodeString(text)
	if err != nil || len(words) != 4 && len(words) != 16 {
		return netip.Addr{}, false
	}
	var address []byte
	for word := range slices.Chunk(words, 4) {
		address = binary.NativeEndian.AppendUint32(address, binary.BigEndian.Uint32(word))
	}
	return netip.AddrFromSlice(address)
}
