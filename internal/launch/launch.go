// Package launch runs a guest: it carries out the plan around QEMU, stays with
// QEMU until it ends, and leaves nothing behind.
//
// All processes of a guest hold its lock, and get a signal when their parent
// dies: however a part of them is killed, the others follow, and the next start
// finds the lock free.
package launch

import (
	"fmt"
	"os"
	"time"

	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Guest is what to run.
type Guest struct {
	Name string
	Env  []string // NAME=value, added for QEMU
	// Words are QEMU's argument vector, program first.
	Words []string
	Plan  *plan.Plan
	// Dir is the guest's own directory for sockets; the lock lies beside it. It
	// is made, and removed at the end.
	Dir string
	// Sockets are those that QEMU makes, and removes unless it is killed.
	Sockets []string
	// CrashDir is where the memory of a crashed guest is written to.
	CrashDir string
	Terminal Terminal
	Console  bool // joins the guest's first serial console to the terminal
	// Ready says when the guest is up; IsReady is called then.
	Ready   Readiness
	IsReady func()
	// StopTimeout is how long the guest may take to power down when asked; 0 for
	// as long as it likes.
	StopTimeout time.Duration
	// Say is told what happens.
	Say func(source.Diag)
}

// The exit statuses that are not QEMU's own.
const (
	failed     = 1
	bySignalOf = 128 // added to the number of the signal that ended QEMU, as shells do
)

// run is a guest that runs.
type run struct {
	*Guest
	spawn *spawner
	lock  *os.File
	// taps are those that were made; tapFiles are what QEMU inherits of them.
	taps     []*plan.TAP
	tapFiles []*os.File
	helpers  []*process
	qemu     *process
	monitor  *monitor
	console  *console
	watch    *watcher
	signals  <-chan os.Signal
	// stops counts how often the user asked for the end.
	stops int
	// overdue comes when the guest has not powered down in time.
	overdue <-chan time.Time
	// hopeless comes when QEMU has not ended in time.
	hopeless <-chan time.Time
	// ending: the guest is not to be started again.
	ending bool
	broken bool // a helper has failed
	full   bool // a full disk has stopped the guest
}

// Run runs g to its end, and returns the exit status to end with: QEMU's own,
// where QEMU ran. Of signals, the first asks the guest to power down, the second
// ends it.
func Run(g *Guest, signals <-chan os.Signal) int {
	r := &run{Guest: g, spawn: newSpawner(), signals: signals, watch: newWatcher(g.Ready.Text)}
	lock, err := takeLock(g.Dir + ".lock")
	if err != nil {
		r.fail("%s is not started: %v", g.Name, err)
		return failed
	}
	r.lock = lock
	defer releaseLock(lock)
	// What is there was left by one that was killed: the lock says that it is gone.
	_ = os.RemoveAll(g.Dir)
	if err := os.MkdirAll(g.Dir, 0o700); err != nil {
		r.fail("%v", err)
		return failed
	}
	defer os.RemoveAll(g.Dir)
	defer r.endHelpers()
	defer r.endTAPs()
	if !r.makeTAPs() || !r.prepare() {
		return failed
	}
	return r.guest()
}

// guest runs QEMU, with all helpers there.
func (r *run) guest() int {
	p := program{name: "QEMU", words: r.Words, env: r.Env}
	closeTheirs, err := r.stdio(&p)
	if err != nil {
		r.fail("%v", err)
		return failed
	}
	defer func() { r.console.leave() }()
	q, err := r.spawn.start(p, append([]*os.File{r.lock}, r.tapFiles...)...)
	closeTheirs()
	if err != nil {
		r.fail("QEMU does not start: %v", err)
		return failed
	}
	r.qemu = q
	defer r.removeSockets()
	defer q.end()
	if r.Plan.Monitor != "" && !r.begin() {
		q.end()
	}
	r.attend()
	return r.status()
}

// removeSockets removes what a killed QEMU has left.
func (r *run) removeSockets() {
	for _, name := range r.Sockets {
		info, err := os.Lstat(name)
		if err == nil && info.Mode()&os.ModeSocket != 0 && !listening(name) {
			os.Remove(name)
		}
	}
}

// status is the exit status of QEMU, and says what was wrong with it.
func (r *run) status() int {
	code := r.qemu.code()
	switch {
	case code >= bySignalOf && r.stops < 2:
		r.fail("QEMU was killed: %s", r.qemu.how())
	case code != 0 && code < bySignalOf:
		r.fail("QEMU ended with exit status %d", code)
	}
	if code == 0 && r.broken {
		return failed
	}
	return code
}

func (r *run) fail(format string, args ...any) {
	r.say(source.Error, source.Ref{}, format, args...)
}

func (r *run) note(format string, args ...any) {
	r.say(source.Note, source.Ref{}, format, args...)
}

func (r *run) say(s source.Severity, ref source.Ref, format string, args ...any) {
	d := source.Diag{Severity: s, ID: source.RunFailed, Ref: ref, Text: fmt.Sprintf(format, args...)}
	if s != source.Error {
		d.ID = source.RunTime
	}
	r.Say(d)
}

// poll is how often something is looked for that nothing tells of.
const poll = 10 * time.Millisecond
