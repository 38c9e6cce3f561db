package main

import (
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// terminal is one that a command runs on.
type terminal struct {
	keys, tty *os.File // of who sits at it, and of who runs on it
	screen
}

// screen is what is shown.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

// onTerminal has r's next command run on a terminal of its own.
func (r *runner) onTerminal() *terminal {
	r.t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		r.t.Skipf("no terminal: %v", err)
	}
	keys = interruptible(r, keys)
	r.t.Cleanup(func() { keys.Close(); tty.Close() })
	r.cmd.Stdin, r.cmd.Stdout, r.cmd.Stderr = tty, tty, tty
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	term := &terminal{keys: keys, tty: tty}
	go func() { _, _ = io.Copy(&term.screen, keys) }()
	return term
}

// interruptible is f, opened so that to close it ends who reads it.
func interruptible(r *runner, f *os.File) *os.File {
	r.t.Helper()
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), f.Name())
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) shows(text string) func() bool {
	return func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return strings.Contains(s.text.String(), text)
	}
}

func (t *terminal) typed(r *runner, keys string) {
	r.t.Helper()
	if _, err := t.keys.WriteString(keys); err != nil {
		r.t.Fatal(err)
	}
}

// mode is how the terminal is set.
func (t *terminal) mode(r *runner) unix.Termios {
	r.t.Helper()
	mode, err := unix.IoctlGetTermios(int(t.tty.Fd()), unix.TCGETS)
	if err != nil {
		r.t.Fatal(err)
	}
	return *mode
}

// waits tells whether who reads the terminal waits for keys.
func (t *terminal) waits(r *runner) bool {
	r.t.Helper()
	flags := 0
	conn, err := t.tty.SyscallConn() // Fd would change what is asked for
	if err == nil {
		err = conn.Control(func(fd uintptr) { flags, _ = unix.FcntlInt(fd, unix.F_GETFL, 0) })
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return flags&unix.O_NONBLOCK == 0
}

// Every key goes to the guest but the escape; the terminal is what it was then.
func TestRunTerminal(t *testing.T) {
	for _, flag := range []string{"--console", "--serial=stdio"} {
		t.Run(flag, func(t *testing.T) {
			r := bootRunner(t, talk("all is well"), "", "<serial type='pty'/>")
			r.command(flag)
			term := r.onTerminal()
			mode := term.mode(r)
			if err := r.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			r.until("the guest speaks", term.shows("all is well"))
			if !term.waits(r) {
				t.Error("who reads the terminal does not wait for keys")
			}
			term.typed(r, "\x1d")
			r.until("the console is left", term.shows("the console is left; tiny goes on"))
			if now := term.mode(r); now != mode {
				t.Errorf("the terminal is changed: %v, not %v", now, mode)
			}
			term.typed(r, "\x03")
			r.until("the guest is asked", term.shows("is asked to power down"))
			term.typed(r, "\x03")
			if code := r.status(); code != 0 {
				t.Errorf("exit status %d", code)
			}
			r.nothingLeft()
		})
	}
}

// A lost terminal asks the guest to power down.
func TestRunTerminalLost(t *testing.T) {
	r := bootRunner(t, talk("all is well"), "", "<serial type='pty'/>")
	r.command("--console", "--stop-timeout", "1s")
	term := r.onTerminal()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	term.tty.Close()
	r.until("the guest speaks", term.shows("all is well"))
	if err := term.keys.Close(); err != nil {
		t.Fatal(err)
	}
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d", code)
	}
	r.nothingLeft()
}

// Ctrl-C is a key like any other at the console.
func TestRunTerminalInterruptsGuest(t *testing.T) {
	r := bootRunner(t, talk("all is well"), "", "<serial type='pty'/>")
	r.command("--console")
	term := r.onTerminal()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.until("the guest speaks", term.shows("all is well"))
	term.typed(r, "\x03") // the guest powers off at any key
	if code := r.status(); code != 0 || term.shows("interrupt")() {
		t.Errorf("exit status %d, %s", code, term.text.String())
	}
	r.nothingLeft()
}
