package main

import (
	"encoding/json"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/digitalocean/go-qemu/qmp"
	"golang.org/x/sys/unix"
)

// ask is what QEMU returns from command, at the monitor of --qmp.
func (r *runner) ask(command string, into any) {
	r.t.Helper()
	m, err := qmp.NewSocketMonitor("unix", r.in("qmp"), soon)
	if err == nil {
		err = m.Connect()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = m.Disconnect() }()
	line, err := m.Run([]byte(`{"execute":"` + command + `"}`))
	if err == nil {
		err = json.Unmarshal(line, &struct {
			Return any `json:"return"`
		}{into})
	}
	if err != nil {
		r.t.Fatalf("%s: %v", command, err)
	}
}

// What no option says is said to the monitor, and QEMU takes it.
func TestRunTells(t *testing.T) {
	if runtime.NumCPU() < 2 {
		t.Skip("there is no CPU to be kept away from")
	}
	const elements = `<currentMemory unit='MiB'>32</currentMemory><vcpu cpuset='1'>2</vcpu><iothreads>1</iothreads>
<cputune><vcpupin vcpu='0' cpuset='0'/><emulatorpin cpuset='0-1'/><iothreadpin iothread='1' cpuset='0'/></cputune>`
	r := newRunner(t, "", "")
	r.write(elements, `<interface type='user'><link state='down'/></interface>
<graphics type='vnc' autoport='yes' passwd='sesame' passwdValidTo='2099-01-31T18:00:00' connected='keep'/>`)
	r.start()
	var cpus, threads []struct {
		Thread int `json:"thread-id"`
	}
	r.ask("query-cpus-fast", &cpus)
	r.ask("query-iothreads", &threads)
	if len(cpus) != 2 || len(threads) != 1 {
		t.Fatalf("QEMU has %v and %v", cpus, threads)
	}
	for tid, want := range map[int]int{cpus[0].Thread: 0, cpus[1].Thread: 1, threads[0].Thread: 0} {
		var set unix.CPUSet
		if err := unix.SchedGetaffinity(tid, &set); err != nil || set.Count() != 1 || !set.IsSet(want) {
			t.Errorf("thread %d is not on CPU %d: %v, %v", tid, want, set, err)
		}
	}
	var vnc struct{ Auth string }
	r.ask("query-vnc", &vnc)
	if vnc.Auth != "vnc" {
		t.Errorf("VNC asks for %q", vnc.Auth)
	}
	r.kill("qemu-system", syscall.SIGTERM)
	if code := r.status(); code != 0 || strings.Contains(r.said(), "refuses") || strings.Contains(r.said(), "warning") {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	r.nothingLeft()
}
