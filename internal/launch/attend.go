package launch

import (
	"os"
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
			r.giveUp("%s is not ready after %s; it is ended", r.Name, r.Ready.Timeout)
		case <-r.overdue:
			r.note("%s has not powered down in %s, and is ended", r.Name, r.StopTimeout)
			r.stops++
			r.endQEMU()
		case <-r.hopeless:
			r.note("QEMU does not end, and is killed")
			r.stops = 2
			r.qemu.signal(unix.SIGKILL)
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
	r.giveUp("%s has ended: %s; %s is ended", p.name, p.how(), r.Name)
}

// giveUp says why the guest has failed, and ends it.
func (r *run) giveUp(format string, args ...any) {
	r.fail(format, args...)
	r.broken = true
	r.endQEMU()
}

// endQEMU has QEMU end, and killed where it doesn't: it may hang.
func (r *run) endQEMU() {
	r.ending = true
	r.qemu.signal(unix.SIGTERM)
	if r.hopeless == nil {
		r.hopeless = time.After(r.within(stubborn))
	}
}

// stubborn is how long a QEMU that was told to end may take to write out what it
// holds of the guest's disks.
const stubborn = time.Minute

// within is limit, or less where the user has less patience.
func (r *run) within(limit time.Duration) time.Duration {
	if r.StopTimeout > 0 {
		return min(limit, r.StopTimeout)
	}
	return limit
}

// stop is what a signal leads to: the guest is asked to power down, then QEMU to
// end, then QEMU is killed.
func (r *run) stop(s os.Signal) {
	r.stops++
	r.ending = true
	switch {
	case r.stops == 1 && r.monitor != nil:
		_, err := r.monitor.runFor(r.within(answerTime), "system_powerdown", nil)
		if err == nil {
			r.note("%s: %s is asked to power down; once more ends it", s, r.Name)
			if r.StopTimeout > 0 {
				r.overdue = time.After(r.StopTimeout)
			}
			return
		}
		r.note("%s: %v; %s is ended", s, err, r.Name)
		r.endQEMU()
	case r.stops <= 2:
		r.note("%s: %s is ended", s, r.Name)
		r.qemu.signal(unix.SIGTERM)
	default:
		r.note("%s: QEMU is killed", s)
		r.qemu.signal(unix.SIGKILL)
	}
}
