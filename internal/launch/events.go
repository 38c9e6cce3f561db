package launch

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/digitalocean/go-qemu/qmp"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/source"
)

// event acts on what QEMU tells.
func (r *run) event(e qmp.Event) {
	switch e.Event {
	case "SHUTDOWN":
		r.shutDown(e)
	case "GUEST_PANICKED":
		r.crashed()
	case "BLOCK_IO_ERROR":
		r.diskError(e)
	}
}

// shutDown is the end of the guest by its own doing. QEMU ends by itself, but
// where it was told to wait for the guest's new start.
func (r *run) shutDown(e qmp.Event) {
	if r.Plan.End.Poweroff != "restart" {
		return
	}
	if e.Data["reason"] != "guest-shutdown" {
		r.quit()
		return
	}
	if !r.ending {
		r.note("the guest powered off, and is started again")
	}
	r.again()
}

// again starts the guest anew in the same QEMU, unless it is to end.
func (r *run) again() {
	if r.ending {
		r.quit()
		return
	}
	for _, command := range []string{"system_reset", "cont"} {
		if _, err := r.monitor.run(command, nil); err != nil {
			r.fail("the guest does not start again: %v", err)
			r.quit()
			return
		}
	}
}

func (r *run) quit() {
	r.ending = true
	if _, err := r.monitor.run("quit", nil); err != nil {
		r.qemu.signal(unix.SIGTERM)
	}
}

// crashed does what <on_crash> says.
func (r *run) crashed() {
	switch r.Plan.End.Crash {
	case "preserve":
		r.fail("the guest has crashed, and is kept as it is; Ctrl-C twice ends it")
	case "restart":
		r.fail("the guest has crashed; <on_crash> has it started again")
		r.again()
	case "coredump-restart":
		r.dump()
		r.again()
	case "coredump-destroy":
		r.dump()
		r.quit()
	default:
		r.fail("the guest has crashed")
	}
}

// dumpTime is how long the memory of a guest may take to be written.
const dumpTime = time.Hour

// dump writes the memory of the guest to a file.
func (r *run) dump() {
	file := filepath.Join(r.CrashDir, fmt.Sprintf("%s-%s.core", filepath.Base(r.Dir), time.Now().Format("20060102-150405.000")))
	err := os.MkdirAll(r.CrashDir, 0o700)
	if err == nil {
		_, err = r.monitor.runFor(dumpTime, "dump-guest-memory", map[string]any{"paging": false, "protocol": "file:" + file})
	}
	if err != nil {
		r.fail("the guest has crashed, and its memory can't be written: %v", err)
		return
	}
	r.fail("the guest has crashed; its memory is in %s", file)
}

// diskError tells of a disk that failed. A full one stops the guest, as the
// werror=enospc of QEMU has it.
func (r *run) diskError(e qmp.Event) {
	device, _ := e.Data["device"].(string)
	if node, ok := e.Data["node-name"].(string); ok && device == "" {
		device = r.imageOf(node)
	}
	full, _ := e.Data["nospace"].(bool)
	if full && e.Data["action"] == "stop" {
		r.full = true
		d := source.Diag{Severity: source.Error, ID: source.RunFailed, Text: "the host has no space left for the disk " + device + "; the guest is stopped"}
		d.Hint = "make room, then send this process SIGCONT, and the guest goes on: kill -CONT " + strconv.Itoa(os.Getpid())
		r.Say(d)
		return
	}
	r.fail("the disk %s fails: %v", device, e.Data["reason"])
}

// imageOf is the image that is read through node, or node where QEMU doesn't say.
func (r *run) imageOf(node string) string {
	var nodes []struct {
		Name string `json:"node-name"`
		File string `json:"file"`
	}
	if err := r.monitor.query("query-named-block-nodes", map[string]any{"flat": true}, &nodes); err != nil {
		return node
	}
	for _, n := range nodes {
		if n.Name == node && n.File != "" {
			return n.File
		}
	}
	return node
}

// goOn lets a guest run that a full disk has stopped.
func (r *run) goOn() {
	if !r.full {
		return
	}
	r.full = false
	if _, err := r.monitor.run("cont", nil); err != nil {
		r.fail("the guest does not go on: %v", err)
	}
}
