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

// stdin is what QEMU reads as its standard input: nothing, unless a port of the
// guest is connected to it. A terminal stays ours, for the escape to work.
func (r *run) stdin() (*os.File, error) {
	switch {
	case !r.Plan.Stdio:
		return nil, nil
	case !term.IsTerminal(int(r.Terminal.In.Fd())):
		return r.Terminal.In, nil
	}
	ours, theirs, err := pipe()
	if err != nil {
		return nil, err
	}
	r.console = &console{restore: r.raw(), done: closed()}
	go r.typed(ours, r.console)
	return theirs, nil
}

func pipe() (w, r *os.File, err error) {
	r, w, err = os.Pipe()
	return w, r, err
}

func closed() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
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
	go func() {
		_, _ = io.Copy(out, port) // ends with the guest
		close(c.done)
	}()
	r.console = c
	return nil
}

// openConsole opens the host's side of the first console.
func (r *run) openConsole() (io.ReadWriter, error) {
	var devices []struct{ Label, Filename string }
	if err := r.monitor.query("query-chardev", &devices); err != nil {
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
