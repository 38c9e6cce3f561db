package launch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// escape is Ctrl-], which leaves the console, as virsh and telnet have it.
const escape = 0x1d

// Terminal is what the user types on and reads.
type Terminal struct{ In, Out *os.File }

// console is the guest's console, joined to whoever reads it.
type console struct {
	restore func() // gives the terminal back
	done    chan struct{}
}

// leave gives the terminal back, once all that the guest has said is printed.
func (c *console) leave() {
	if c == nil {
		return
	}
	select {
	case <-c.done:
	case <-time.After(settle):
	}
	c.restore()
}

// stdio has QEMU read and write what a port of the guest that is connected to it
// needs. A terminal stays ours, for the escape to work, and since QEMU would have
// nobody wait at it any more: that outlives QEMU. closeTheirs is for when QEMU has
// its ends.
func (r *run) stdio(p *program) (closeTheirs func(), err error) {
	in, out := r.Terminal.In, r.Terminal.Out
	switch {
	case !r.Plan.Stdio:
		return func() {}, nil
	case !term.IsTerminal(int(in.Fd())) && !term.IsTerminal(int(out.Fd())):
		p.stdin = in
		return func() {}, nil
	}
	read, typed, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	said, written, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p.stdin, p.stdout = read, written
	r.console = &console{restore: r.raw(), done: make(chan struct{})}
	go func() {
		r.typed(typed, r.console)
		if !term.IsTerminal(int(in.Fd())) {
			typed.Close() // the end of what is typed is one for the guest, too
		}
	}()
	go r.console.copy(out, said)
	return func() { closeAll([]*os.File{read, written}) }, nil
}

// copy prints what the guest says, to its end.
func (c *console) copy(to io.Writer, from io.Reader) {
	_, _ = io.Copy(to, from)
	close(c.done)
}

// joinConsole connects the guest's console with the terminal, or with what looks
// for a text in it.
func (r *run) joinConsole() error {
	if !r.Console && r.watch == nil {
		return nil
	}
	port, err := r.openConsole()
	if err != nil {
		return err
	}
	c := &console{restore: func() {}, done: make(chan struct{})}
	var out io.Writer = io.Discard
	if r.Console {
		out, c.restore = r.Terminal.Out, r.raw()
		go r.typed(port, c)
	}
	if r.watch != nil {
		out = io.MultiWriter(out, r.watch)
	}
	go c.copy(out, port)
	r.console = c
	return nil
}

// openConsole opens the host's side of the first console.
func (r *run) openConsole() (io.ReadWriter, error) {
	var devices []struct{ Label, Filename string }
	if err := r.monitor.query("query-chardev", nil, &devices); err != nil {
		return nil, err
	}
	for _, d := range devices {
		kind, path, _ := strings.Cut(d.Filename, ":")
		switch {
		case d.Label != r.Plan.Console:
		case kind == "pty":
			return os.OpenFile(path, os.O_RDWR|unix.O_NOCTTY, 0)
		case kind == "disconnected" && strings.HasPrefix(path, "unix:"):
			path, _, _ = strings.Cut(strings.TrimPrefix(path, "unix:"), ",")
			return net.Dial("unix", path)
		case r.Plan.ConsoleFile != "" && !r.Console:
			return follow(r, r.Plan.ConsoleFile)
		default:
			return nil, fmt.Errorf("the guest's console is connected to %s, which can't be joined", d.Filename)
		}
	}
	return nil, errors.New("the guest has no serial console")
}

// raw has the terminal pass every key to the guest, and returns what undoes
// that. What is no terminal stays as it is.
func (r *run) raw() func() {
	fd := int(r.Terminal.In.Fd())
	before, err := term.MakeRaw(fd)
	if err != nil {
		return func() {}
	}
	return func() { _ = term.Restore(fd, before) }
}

// typed passes on what is typed, until the escape.
func (r *run) typed(to io.Writer, c *console) {
	buf, isKeys := make([]byte, 256), term.IsTerminal(int(r.Terminal.In.Fd()))
	for {
		n, err := r.Terminal.In.Read(buf)
		keys, left := buf[:n], false
		if isKeys {
			keys, _, left = bytes.Cut(keys, []byte{escape})
		}
		if _, failed := to.Write(keys); failed != nil || err != nil {
			return
		}
		if left {
			c.restore()
			r.note("the console is left; %s goes on, and Ctrl-C asks it to power down", r.Name)
			return
		}
	}
}

// following reads a file that QEMU writes, as it grows.
type following struct {
	file *os.File
	r    *run
}

func follow(r *run, path string) (io.ReadWriter, error) {
	f, err := os.Open(path)
	return &following{f, r}, err
}

func (f *following) Read(p []byte) (int, error) {
	for {
		n, err := f.file.Read(p)
		if n > 0 || err != io.EOF || f.r.qemu.endedWithin(poll) {
			return n, err
		}
	}
}

func (f *following) Write([]byte) (int, error) { return 0, os.ErrInvalid }
