package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/qemuxml/qemuxml/internal/source"
)

// readyVariable tells a detached run that its descriptor readyFD waits for word
// of the guest.
const (
	readyVariable = "QEMUXML_READY_FD"
	readyFD       = 3
)

// detach runs the same command without --detach in a session of its own, which
// writes to log, and returns once the guest is ready.
func (u *ui) detach(log string) error {
	said, err := openLog(log)
	if err != nil {
		u.failf(source.NotReadable, "%v", err)
		return status(exitFailed)
	}
	defer said.Close()
	before, err := said.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	ours, theirs, err := os.Pipe()
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, slices.DeleteFunc(slices.Clone(os.Args[1:]), isDetach)...)
	cmd.Args[0] = os.Args[0] // what the program is called decides what it does, in tests
	cmd.Env = append(os.Environ(), readyVariable+"=1")
	cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = said, said, []*os.File{theirs}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	theirs.Close()
	defer passOn(cmd.Process)()
	if word, _ := io.ReadAll(ours); len(word) > 0 {
		_, err := fmt.Fprintf(u.out, "process %d, log %s\n", cmd.Process.Pid, log)
		return err
	}
	return u.notDetached(cmd, log, before)
}

// passOn has p get the signals that mean it, until the function that it returns is
// called: p is in a session of its own.
func passOn(p *os.Process) func() {
	caught := signals()
	done := make(chan struct{})
	go func() {
		for {
			select {
			case s := <-caught:
				_ = p.Signal(s) // who has ended needs none
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}

// isDetach tells whether an argument is the flag, in any form.
func isDetach(arg string) bool { return arg == "--detach" || strings.HasPrefix(arg, "--detach=") }

// openLog makes the file that a detached run writes to, and what is above it.
func openLog(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
}

// notDetached tells what became of a guest that was never ready: what it wrote
// to log after the first bytes.
func (u *ui) notDetached(cmd *exec.Cmd, log string, before int64) error {
	err := cmd.Wait()
	text, _ := os.ReadFile(log) // it says why
	why := text[min(before, int64(len(text))):]
	_, _ = u.err.Write(why)
	if len(why) == 0 {
		u.failf(source.RunFailed, "the guest ended before it was ready, and could not write why to %s", log)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		return status(exit.ExitCode())
	}
	u.failf(source.RunFailed, "the guest ended before it was ready")
	return status(exitFailed)
}

// readySignal is called once the guest called name is ready.
func (u *ui) readySignal(name string) func() {
	if os.Getenv(readyVariable) == "" {
		return func() {
			if u.verbose {
				u.say("%s is ready", name)
			}
		}
	}
	os.Unsetenv(readyVariable)
	syscall.CloseOnExec(readyFD)
	pipe := os.NewFile(readyFD, "ready")
	return func() {
		_, _ = pipe.WriteString("ready\n") // nobody waits any more where this fails
		pipe.Close()
	}
}
