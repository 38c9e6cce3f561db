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

// begin tells QEMU what no option can say, and lets the guest run.
func (r *run) begin() bool {
	if err := r.connect(); err != nil {
		// A QEMU that ends says itself why.
		if r.stops == 0 && !r.qemu.endedWithin(settle) {
			r.fail("QEMU's monitor: %v", err)
			r.broken = true
		}
		return false
	}
	for _, t := range r.Plan.Tell {
		if _, err := r.monitor.run(t.Execute, t.Args); err != nil {
			r.say(source.Warning, t.From, "QEMU refuses %v", err)
		}
	}
	r.pin()
	if err := r.joinConsole(); err != nil {
		r.fail("%v; give --serial stdio, or the serial port the type pty", err)
		r.broken = true
		return false
	}
	_, err := r.monitor.run("cont", nil)
	if err != nil && !r.qemu.ended() {
		r.fail("the guest does not start: %v", err)
	}
	return err == nil
}

// attend stays with QEMU until it ends.
func (r *run) attend() {
	dead, events, ready := r.watchHelpers(), r.events(), r.awaitReady()
	late := r.deadline()
	for {
		select {
		case <-r.qemu.done:
			return
		case <-ready:
			ready, late = nil, nil
			if !r.qemu.ended() {
				r.IsReady()
			}
		case <-late:
			late = nil
			r.fail("%s is not ready after %s; it is ended", r.Name, r.Ready.Timeout)
			r.broken, r.ending = true, true
			r.qemu.signal(unix.SIGTERM)
		case <-r.overdue:
			r.note("%s has not powered down in %s, and is ended", r.Name, r.StopTimeout)
			r.stops++
			r.qemu.signal(unix.SIGTERM)
		case s := <-r.signals:
			if s == unix.SIGCONT {
				r.goOn()
				continue
			}
			r.stop(s)
		case p := <-dead:
			r.helperDied(p)
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			r.event(e)
		}
	}
}

// deadline comes when the guest has to be ready; never where there is no limit.
func (r *run) deadline() <-chan time.Time {
	if r.Ready.Timeout <= 0 {
		return nil
	}
	return time.After(r.Ready.Timeout)
}

// events are those of the monitor; of none, nothing ever comes.
func (r *run) events() <-chan qmp.Event {
	if r.monitor == nil {
		return nil
	}
	return r.monitor.events
}

// watchHelpers is told of each helper that ends.
func (r *run) watchHelpers() <-chan *process {
	dead := make(chan *process, len(r.helpers))
	for _, p := range r.helpers {
		go func() {
			<-p.done
			dead <- p
		}()
	}
	return dead
}

// helperDied ends the guest that p has left, unless p ended because QEMU did.
func (r *run) helperDied(p *process) {
	if r.ending || r.qemu.endedWithin(settle) {
		return
	}
	r.fail("%s has ended: %s; %s is ended", p.name, p.how(), r.Name)
	r.broken, r.ending = true, true
	r.qemu.signal(unix.SIGTERM)
}

// stop is what a signal leads to: the guest is asked to power down, then QEMU to
// end, then QEMU is killed.
func (r *run) stop(s os.Signal) {
	r.stops++
	r.ending = true
	switch {
	case r.stops == 1 && r.monitor != nil:
		if _, err := r.monitor.run("system_powerdown", nil); err == nil {
			r.note("%s: %s is asked to power down; once more ends it", s, r.Name)
			if r.StopTimeout > 0 {
				r.overdue = time.After(r.StopTimeout)
			}
			return
		}
		r.qemu.signal(unix.SIGTERM)
	case r.stops <= 2:
		r.note("%s: %s is ended", s, r.Name)
		r.qemu.signal(unix.SIGTERM)
	default:
		r.note("%s: QEMU is killed", s)
		r.qemu.signal(unix.SIGKILL)
	}
}

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

// dump writes the memory of the guest to a file.
func (r *run) dump() {
	file := filepath.Join(r.CrashDir, fmt.Sprintf("%s-%s.core", filepath.Base(r.Dir), time.Now().Format("20060102-150405.000")))
	err := os.MkdirAll(r.CrashDir, 0o700)
	if err == nil {
		_, err = r.monitor.run("dump-guest-memory", map[string]any{"paging": false, "protocol": "file:" + file})
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
	if err := r.monitor.query("query-named-block-nodes", &nodes); err != nil {
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
