package main

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/digitalocean/go-qemu/qmp"

	"github.com/qemuxml/qemuxml/internal/qemu"
)

// abilities asks emulators what they can do: each once, whoever asks at the same
// time.
type abilities struct {
	mu    sync.Mutex
	known map[string]func() *qemu.Abilities
}

// of is what the emulator at path can do, nil where it doesn't say.
func (a *abilities) of(path string) *qemu.Abilities {
	a.mu.Lock()
	ask, ok := a.known[path]
	if !ok {
		ask = sync.OnceValue(func() *qemu.Abilities {
			if answer, ok := askForAbilities(path); ok {
				return &answer
			}
			return nil
		})
		a.known[path] = ask
	}
	a.mu.Unlock()
	return ask()
}

// askForAbilities asks the emulator at path once, as askOnce does.
func askForAbilities(path string) (a qemu.Abilities, ok bool) {
	data, ok := askOnce("abilities", path, func(path string) ([]byte, bool) {
		a, ok := askAbilities(path)
		data, err := json.Marshal(a)
		return data, ok && err == nil
	})
	return a, ok && json.Unmarshal(data, &a) == nil
}

// askAbilities starts the emulator without a machine, asks, and ends it.
func askAbilities(path string) (a qemu.Abilities, ok bool) {
	dir, err := os.MkdirTemp("", "qemuxml-")
	if err != nil {
		return a, false
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	socket := filepath.Join(dir, "qmp")
	cmd := exec.CommandContext(ctx, path, "-S", "-no-user-config", "-nodefaults", "-display", "none", "-M", "none", "-qmp", "unix:"+socket+",server,nowait")
	cmd.Dir = dir
	if cmd.Start() != nil {
		return a, false
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // why it ended, nobody asks
		close(ended)
	}()
	a, err = askMonitor(ctx, socket, ended)
	cancel()
	<-ended
	if err != nil {
		return a, false
	}
	a.Accelerators = askAccelerators(path)
	return a, true
}

// askAccelerators asks for the accelerators; no monitor tells them.
func askAccelerators(path string) []string {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	// A release that doesn't know the question prints an error and no list.
	text, _ := exec.CommandContext(ctx, path, "-accel", "help").Output()
	return qemu.ParseAccelerators(string(text))
}

// askMonitor asks the emulator that is about to listen at socket.
func askMonitor(ctx context.Context, socket string, ended <-chan struct{}) (a qemu.Abilities, err error) {
	for !accepts(socket) {
		select {
		case <-ended:
			return a, errors.New("the emulator ended at once")
		case <-ctx.Done():
			return a, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
	m, err := qmp.NewSocketMonitor("unix", socket, askTimeout)
	if err != nil {
		return a, err
	}
	// Killing the emulator ends what waits for its answer.
	if err := m.Connect(); err != nil {
		return a, err
	}
	defer func() { _ = m.Disconnect() }()
	return query(m)
}

func accepts(socket string) bool {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// query asks for all abilities.
func query(m *qmp.SocketMonitor) (a qemu.Abilities, err error) {
	var machines []struct{ Name, Alias string }
	var cpus, objects []struct{ Name string }
	var target struct{ Arch string }
	var devices string
	for _, q := range []struct {
		command qmp.Command
		into    any
	}{
		{qmp.Command{Execute: "query-target"}, &target},
		{qmp.Command{Execute: "query-machines"}, &machines},
		{qmp.Command{Execute: "query-cpu-definitions"}, &cpus},
		{qmp.Command{Execute: "qom-list-types", Args: map[string]string{"implements": "user-creatable"}}, &objects},
		{qmp.Command{Execute: "human-monitor-command", Args: map[string]string{"command-line": "info qdm"}}, &devices},
	} {
		if err := ask(m, q.command, q.into); err != nil {
			return a, err
		}
	}
	a.Arch, a.Aliases = target.Arch, map[string]string{}
	for _, m := range machines {
		a.Machines = append(a.Machines, m.Name)
		if m.Alias != "" {
			a.Machines = append(a.Machines, m.Alias)
			a.Aliases[m.Alias] = m.Name
		}
	}
	for _, c := range cpus {
		a.CPUs = append(a.CPUs, c.Name)
	}
	for _, o := range objects {
		a.Objects = append(a.Objects, o.Name)
	}
	a.Devices = qemu.ParseDeviceList(devices)
	return a, nil
}

// ask puts what QEMU returns from c into into: nothing where the release doesn't
// know the command.
func ask(m *qmp.SocketMonitor, c qmp.Command, into any) error {
	line, err := json.Marshal(c)
	if err != nil {
		return err
	}
	raw, err := m.Run(line)
	if err != nil && strings.Contains(err.Error(), "has not been found") {
		return nil
	}
	if err != nil {
		return err
	}
	var reply struct{ Return json.RawMessage }
	if err := json.Unmarshal(raw, &reply); err != nil {
		return err
	}
	return json.Unmarshal(reply.Return, into)
}
