//go:build linux

package main

import (
	"bytes"
	"net"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// The addresses of the host and the guest on the bridge.
var ofHost, ofGuest = net.IPv4(192, 0, 2, 1).To4(), net.IPv4(192, 0, 2, 2).To4()

// arp is ETH_P_ARP in the byte order of the network.
const arp = unix.ETH_P_ARP>>8 | unix.ETH_P_ARP&0xff<<8

// reportNeighbour asks for the Ethernet address of the host that the kernel's
// arguments say is there.
func reportNeighbour() {
	nics, _ := filepath.Glob("/sys/class/net/e*")
	if argument("qemuxml.neighbour") == "" || len(nics) == 0 {
		return
	}
	nic, err := net.InterfaceByName(filepath.Base(nics[0]))
	if err == nil {
		err = up(nic.Name)
	}
	if err != nil {
		report("error", err.Error())
		return
	}
	s, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW, arp)
	if err != nil {
		report("error", err.Error())
		return
	}
	for end := time.Now().Add(settle); time.Now().Before(end); {
		if mac := ask(s, nic); mac != nil {
			report("neighbour", mac.String())
			return
		}
	}
	report("error", "no neighbour answers")
}

// up has the interface called name send and receive.
func up(name string) error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	req, err := unix.NewIfreq(name)
	if err != nil {
		return err
	}
	req.SetUint16(unix.IFF_UP)
	return unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, req)
}

// ask asks once through the socket s, and is what the host answers soon.
func ask(s int, nic *net.Interface) net.HardwareAddr {
	const request, second = "\x00\x01\x08\x00\x06\x04\x00\x01", 1
	frame := bytes.Join([][]byte{
		bytes.Repeat([]byte{0xff}, 6), nic.HardwareAddr,
		{0x08, 0x06},
		[]byte(request),
		nic.HardwareAddr, ofGuest, make([]byte, 6), ofHost, make([]byte, 18),
	}, nil)
	_ = unix.Sendto(s, frame, 0, &unix.SockaddrLinklayer{Ifindex: nic.Index})
	_ = unix.SetsockoptTimeval(s, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: second})
	answer := make([]byte, 128)
	n, _, err := unix.Recvfrom(s, answer, 0)
	const sender = 22 // where an answer has the Ethernet address, and then the IP address, of who sends it
	if err != nil || n < sender+10 || !bytes.Equal(answer[sender+6:sender+10], ofHost) {
		return nil
	}
	return answer[sender : sender+6]
}
