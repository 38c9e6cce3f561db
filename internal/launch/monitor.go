package launch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/digitalocean/go-qemu/qmp"
)

// monitor is QEMU's QMP monitor.
type monitor struct {
	socket *qmp.SocketMonitor
	events <-chan qmp.Event
	// lost: a command had no answer. What comes would be taken for that of another.
	lost bool
}

// answerTime is how long QEMU may take to answer, on a busy machine.
const answerTime = 10 * time.Second

var errNoAnswer = errors.New("QEMU does not answer")

// connect waits for the monitor of a QEMU that is starting.
func (r *run) connect() error {
	for !listening(r.Plan.Monitor) {
		if r.qemu.endedWithin(poll) {
			return fmt.Errorf("it ended at once")
		}
		if r.interrupted() {
			r.stops = 2
			return fmt.Errorf("it was interrupted")
		}
	}
	socket, err := qmp.NewSocketMonitor("unix", r.Plan.Monitor, readyTimeout)
	if err != nil {
		return err
	}
	if err := r.greeted(socket); err != nil {
		return err
	}
	events, err := socket.Events(context.Background())
	r.monitor = &monitor{socket: socket, events: pumped(events)}
	return err
}

// greeted waits for the greeting of a QEMU that listens. It may still be making the
// guest's devices and memory.
func (r *run) greeted(socket *qmp.SocketMonitor) error {
	connected := make(chan error, 1)
	go func() { connected <- socket.Connect() }()
	for {
		select {
		case err := <-connected:
			return err
		case <-time.After(poll):
		}
		switch {
		case r.qemu.ended():
			return fmt.Errorf("it ended at once")
		case r.interrupted():
			r.stops = 2
			return fmt.Errorf("it was interrupted")
		}
	}
}

// pumped is events with room for those that come while QEMU carries out a
// command: its answer waits behind them.
func pumped(events <-chan qmp.Event) <-chan qmp.Event {
	const room = 1024
	out := make(chan qmp.Event, room)
	go func() {
		defer close(out)
		for e := range events {
			select {
			case out <- e:
			default: // of so many, the newest tell nothing new
			}
		}
	}()
	return out
}

// run is what QEMU returns from a command, as JSON.
func (m *monitor) run(execute string, args any) (json.RawMessage, error) {
	return m.runFor(answerTime, execute, args)
}

// runFor is run for a command that takes QEMU no longer than limit.
func (m *monitor) runFor(limit time.Duration, execute string, args any) (json.RawMessage, error) {
	line, err := json.Marshal(qmp.Command{Execute: execute, Args: args})
	if err != nil {
		return nil, err
	}
	raw, err := m.answer(line, limit)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", execute, err)
	}
	var reply struct {
		Return json.RawMessage `json:"return"`
	}
	err = json.Unmarshal(raw, &reply)
	return reply.Return, err
}

// answer is what QEMU answers to line.
func (m *monitor) answer(line []byte, limit time.Duration) ([]byte, error) {
	if m.lost {
		return nil, errNoAnswer
	}
	type answer struct {
		raw []byte
		err error
	}
	came := make(chan answer, 1)
	go func() {
		raw, err := m.socket.Run(line)
		came <- answer{raw, err}
	}()
	select {
	case a := <-came:
		return a.raw, a.err
	case <-time.After(limit):
		m.lost = true
		return nil, errNoAnswer
	}
}

// query fills into from what QEMU returns from a command.
func (m *monitor) query(execute string, args, into any) error {
	raw, err := m.run(execute, args)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// settle is how long QEMU may take to end once its monitor has.
const settle = 2 * time.Second
