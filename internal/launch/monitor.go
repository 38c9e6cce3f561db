package launch

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/digitalocean/go-qemu/qmp"
)

// monitor is QEMU's QMP monitor.
type monitor struct {
	socket *qmp.SocketMonitor
	events <-chan qmp.Event
}

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
	if err := socket.Connect(); err != nil {
		return err
	}
	events, err := socket.Events(context.Background())
	r.monitor = &monitor{socket, pumped(events)}
	return err
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
	line, err := json.Marshal(qmp.Command{Execute: execute, Args: args})
	if err != nil {
		return nil, err
	}
	raw, err := m.socket.Run(line)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", execute, err)
	}
	var reply struct {
		Return json.RawMessage `json:"return"`
	}
	err = json.Unmarshal(raw, &reply)
	return reply.Return, err
}

// query fills into from what QEMU returns from a command.
func (m *monitor) query(execute string, into any) error {
	raw, err := m.run(execute, nil)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// settle is how long QEMU may take to end once its monitor has.
const settle = 2 * time.Second
