package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// runner is a qemuxml run in a world of its own.
type runner struct {
	t   *testing.T
	dir string
	cmd *exec.Cmd
}

// soon is how long anything may take here, on a busy machine.
const soon = 30 * time.Second

const uuid = "0d4f6b1a-58a4-4f43-9a14-0d0c7f3b6d21"

// newRunner writes the domain with the given devices and elements.
func newRunner(t *testing.T, elements, devices string) *runner {
	t.Helper()
	if testing.Short() {
		t.Skip("guests take too long for -short")
	}
	for _, program := range []string{"qemu-system-x86_64", "swtpm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s", program)
		}
	}
	dir, err := os.MkdirTemp("", "run") // short: sockets lie in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	r := &runner{t: t, dir: dir}
	r.write(elements, devices)
	t.Cleanup(func() {
		for _, pid := range r.children("") {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	})
	return r
}

// write writes the domain.
func (r *runner) write(elements, devices string) {
	r.t.Helper()
	xml := fmt.Sprintf(`<domain type='qemu'><name>tiny</name><uuid>%s</uuid><memory unit='MiB'>64</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features>%s
<devices><memballoon model='none'/>%s</devices></domain>`, uuid, elements, devices)
	if err := os.WriteFile(r.in("d.xml"), []byte(xml), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

const tpm = `<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>`

// start starts the guest, and waits until it runs.
func (r *runner) start(args ...string) {
	r.t.Helper()
	r.command(append(r.tellsReady(), args...)...)
	r.begin()
}

// tellsReady are flags by which begin sees that the guest runs, with a monitor
// beside.
func (r *runner) tellsReady() []string {
	os.Remove(r.in("ready"))
	os.Remove(r.in("qmp"))
	return []string{"--qmp", r.in("qmp"), "--ready", "command:touch " + r.in("ready")}
}

// begin starts the command, and waits until the guest runs.
func (r *runner) begin() {
	r.t.Helper()
	if err := r.cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = r.cmd.Process.Kill() })
	r.until("the guest runs", func() bool { return exists(r.in("ready")) })
}

// in is the file called name in the world of r.
func (r *runner) in(name string) string { return filepath.Join(r.dir, name) }

func (r *runner) command(args ...string) {
	r.cmd = exec.Command("qemuxml", append(append([]string{"run"}, args...), r.in("d.xml"))...)
	r.cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+r.dir, "XDG_STATE_HOME="+r.dir, "XDG_CACHE_HOME="+r.dir)
	said, err := os.Create(r.in("said"))
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { said.Close() })
	r.cmd.Stdout, r.cmd.Stderr = said, said
}

// said is all that it has printed.
func (r *runner) said() string {
	text, _ := os.ReadFile(r.in("said"))
	return string(text)
}

func (r *runner) until(what string, done func() bool) {
	r.t.Helper()
	for end := time.Now().Add(soon); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatalf("not after %s: %s; it said:\n%s", soon, what, r.said())
		}
	}
}

// status waits for the end of qemuxml.
func (r *runner) status() int {
	r.t.Helper()
	var exit *exec.ExitError
	switch err := r.cmd.Wait(); {
	case errors.As(err, &exit):
		return exit.ExitCode()
	case err != nil:
		r.t.Fatal(err)
	}
	return 0
}

// children are the processes of the guest whose program's name begins with name.
func (r *runner) children(name string) []int {
	var found []int
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, f := range files {
		text, _ := os.ReadFile(f)
		program, _, _ := strings.Cut(string(text), "\x00")
		if strings.HasPrefix(filepath.Base(program), name) && bytes.Contains(text, []byte(r.dir)) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(f)))
			found = append(found, pid)
		}
	}
	return found
}

func (r *runner) kill(name string, s syscall.Signal) {
	r.t.Helper()
	pids := r.children(name)
	if len(pids) != 1 {
		r.t.Fatalf("%d processes are called %s", len(pids), name)
	}
	if err := syscall.Kill(pids[0], s); err != nil {
		r.t.Fatal(err)
	}
}

// endsWell waits for the end of the run, which is a success and leaves nothing.
func (r *runner) endsWell() {
	r.t.Helper()
	if code := r.status(); code != 0 {
		r.t.Errorf("exit status %d: %s", code, r.said())
	}
	r.nothingLeft()
}

// nothingLeft waits for the end of all processes, and looks for what lies about.
func (r *runner) nothingLeft() {
	r.t.Helper()
	r.until("all processes end", func() bool { return len(r.children("swtpm"))+len(r.children("qemu-system")) == 0 })
	r.until("nothing lies about", func() bool {
		left, _ := filepath.Glob(filepath.Join(r.dir, "qemuxml", uuid+"*"))
		return len(left) == 0
	})
}

func (r *runner) mustSay(text string) {
	r.t.Helper()
	if !strings.Contains(r.said(), text) {
		r.t.Errorf("it does not say %q, but:\n%s", text, r.said())
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
