package host

import (
	"io/fs"
	"strconv"
	"strings"
)

// tcpListen is the state of a socket that listens (TCP_LISTEN of Linux's
// include/net/tcp_states.h).
const tcpListen = "0A"

// Listens tells whether a program of the host is known to listen on the TCP
// port, at whatever address.
func (f *Facts) Listens(port uint64) bool {
	if f == nil {
		return false
	}
	if f.ports == nil {
		f.ports = map[uint64]bool{}
		for _, name := range []string{"proc/net/tcp", "proc/net/tcp6"} {
			f.readPorts(name)
		}
	}
	return f.ports[port]
}

// readPorts reads a table of sockets: after a heading, a line a socket, whose
// second word is the local address and port in hexadecimal, and whose fourth is
// the state.
func (f *Facts) readPorts(name string) {
	data, err := fs.ReadFile(f.root, name)
	if err != nil {
		return
	}
	for line := range strings.Lines(string(data)) {
		words := strings.Fields(line)
		if len(words) < 4 || words[3] != tcpListen {
			continue
		}
		_, port, _ := strings.Cut(words[1], ":")
		if n, err := strconv.ParseUint(port, 16, 16); err == nil {
			f.ports[n] = true
		}
	}
}
