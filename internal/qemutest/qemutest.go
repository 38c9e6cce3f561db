// Package qemutest starts a real QEMU, stopped before its guest's first
// instruction, and asks it what it holds. Tests and the demo use it.
package qemutest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/digitalocean/go-qemu/qmp"
)

// startTimeout is how long QEMU may take to answer on a busy machine.
const startTimeout = 30 * time.Second

// Machine is a running QEMU.
type Machine struct {
	cmd     *exec.Cmd
	said    *bytes.Buffer
	done    chan struct{}
	monitor *qmp.SocketMonitor
}

// Start runs command with -S and a QMP socket in dir added, and waits for the
// greeting. The error holds what QEMU said.
func Start(command []string, dir string) (*Machine, error) {
	socket := filepath.Join(dir, "qmp")
	args := append(command[1:len(command):len(command)], "-S", "-qmp", "unix:"+socket+",server,nowait")
	m := &Machine{cmd: exec.Command(command[0], args...), said: &bytes.Buffer{}, done: make(chan struct{})}
	m.cmd.Dir = dir
	m.cmd.Stdout, m.cmd.Stderr = m.said, m.said
	if err := m.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = m.cmd.Wait() // how it ended is told by what it said
		close(m.done)
	}()
	if err := m.connect(socket); err != nil {
		m.Stop()
		return nil, fmt.Errorf("%w; QEMU said: %s", err, strings.TrimSpace(m.said.String()))
	}
	return m, nil
}

// connect waits for the monitor of a QEMU that is starting.
func (m *Machine) connect(socket string) error {
	for end := time.Now().Add(startTimeout); time.Now().Before(end); {
		select {
		case <-m.done:
			return fmt.Errorf("QEMU ended at once")
		case <-time.After(20 * time.Millisecond):
		}
		if !listens(socket) {
			continue
		}
		monitor, err := qmp.NewSocketMonitor("unix", socket, startTimeout)
		if err != nil {
			return err
		}
		m.monitor = monitor
		return monitor.Connect()
	}
	return fmt.Errorf("QEMU gave no answer in %s", startTimeout)
}

// listens tells whether something accepts connections at socket: its file is
// there a moment before QEMU listens.
func listens(socket string) bool {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// Stop ends QEMU and waits for its end.
func (m *Machine) Stop() {
	if m.monitor != nil {
		_ = m.monitor.Disconnect()
	}
	_ = m.cmd.Process.Kill()
	<-m.done
}

// Query is what QEMU returns from a QMP command, as JSON.
func (m *Machine) Query(command string) (json.RawMessage, error) {
	return m.run(qmp.Command{Execute: command})
}

// HMP is what the human monitor answers to line.
func (m *Machine) HMP(line string) (string, error) {
	raw, err := m.run(qmp.Command{Execute: "human-monitor-command", Args: map[string]string{"command-line": line}})
	if err != nil {
		return "", err
	}
	var text string
	err = json.Unmarshal(raw, &text)
	return text, err
}

func (m *Machine) run(c qmp.Command) (json.RawMessage, error) {
	line, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	raw, err := m.monitor.Run(line)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Execute, err)
	}
	var reply struct {
		Return json.RawMessage `json:"return"`
	}
	err = json.Unmarshal(raw, &reply)
	return reply.Return, err
}

// Inside is what a QEMU holds.
type Inside struct {
	Blocks  string // all block devices and nodes, as JSON
	Network string // all network clients, lower case
	CPUs    int
	Memory  uint64 // bytes
}

// Look asks QEMU for all of Inside.
func (m *Machine) Look() (in Inside, err error) {
	var text [2]json.RawMessage
	for i, command := range []string{"query-block", "query-named-block-nodes"} {
		if text[i], err = m.Query(command); err != nil {
			return in, err
		}
	}
	network, err := m.HMP("info network")
	if err != nil {
		return in, err
	}
	in.Blocks, in.Network = string(text[0])+string(text[1]), strings.ToLower(network)
	var cpus []json.RawMessage
	if err = m.decode("query-cpus-fast", &cpus); err != nil {
		return in, err
	}
	var memory struct {
		Base uint64 `json:"base-memory"`
	}
	err = m.decode("query-memory-size-summary", &memory)
	in.CPUs, in.Memory = len(cpus), memory.Base
	return in, err
}

func (m *Machine) decode(command string, into any) error {
	raw, err := m.Query(command)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}
