package launch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os/exec"
	"time"
)

// Readiness is how to tell that a guest is up. At most one of Command, Text and
// Agent is set; with none, a guest is ready when it runs.
type Readiness struct {
	Command string // of the shell, that succeeds
	Text    string // on the guest's console
	Agent   bool   // the guest agent answers
	Timeout time.Duration
}

// awaitReady is closed once the guest is as r.Ready asks.
func (r *run) awaitReady() <-chan struct{} {
	ready := make(chan struct{})
	switch {
	case r.Ready.Text != "":
		return r.watch.found
	case r.Ready.Command != "":
		go r.try(ready, r.commandSucceeds)
	case r.Ready.Agent:
		go r.try(ready, r.agentAnswers)
	default:
		close(ready)
	}
	return ready
}

// retry is how long to wait between two tries.
const retry = 200 * time.Millisecond

// try closes ready once test succeeds.
func (r *run) try(ready chan<- struct{}, test func() bool) {
	for !r.qemu.endedWithin(retry) {
		if test() {
			close(ready)
			return
		}
	}
}

func (r *run) commandSucceeds() bool { return exec.Command("sh", "-c", r.Ready.Command).Run() == nil }

// agentAnswers greets the guest agent. The byte 0xFF has it forget what another
// may have begun to say (QEMU's docs/interop/qemu-ga.rst).
func (r *run) agentAnswers() bool {
	conn, err := net.Dial("unix", r.Plan.Agent)
	if err != nil {
		return false
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(settle))
	id := time.Now().UnixNano() & 0xffffffff
	if _, err := fmt.Fprintf(conn, "\xff{\"execute\":\"guest-sync\",\"arguments\":{\"id\":%d}}\n", id); err != nil {
		return false
	}
	// Answers to those who asked before come first.
	for answers := json.NewDecoder(conn); ; {
		var reply struct {
			Return any `json:"return"`
		}
		if err := answers.Decode(&reply); err != nil {
			return false
		}
		if reply.Return == float64(id) {
			return true
		}
	}
}

// watcher looks for a text in what is written to it.
type watcher struct {
	text  []byte
	tail  []byte
	found chan struct{}
}

func newWatcher(text string) *watcher {
	if text == "" {
		return nil
	}
	return &watcher{text: []byte(text), found: make(chan struct{})}
}

// Write looks at p, together with the end of what came before.
func (w *watcher) Write(p []byte) (int, error) {
	if w.text == nil {
		return len(p), nil
	}
	w.tail = append(w.tail, p...)
	if bytes.Contains(w.tail, w.text) {
		w.text = nil
		close(w.found)
		return len(p), nil
	}
	if extra := len(w.tail) - len(w.text); extra > 0 {
		w.tail = append(w.tail[:0], w.tail[extra:]...)
	}
	return len(p), nil
}
