package launch

import (
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// pin binds threads of QEMU to CPUs of the host, as the plan says.
func (r *run) pin() {
	if len(r.Plan.Pins) == 0 {
		return
	}
	threads, err := r.threads()
	if err != nil {
		r.say(source.Warning, source.Ref{}, "the threads of QEMU are not bound to CPUs: %v", err)
		return
	}
	for _, p := range r.Plan.Pins {
		for _, tid := range threads[threadID{p.Thread, p.ID}] {
			if err := bind(tid, p.CPUs); err != nil {
				r.say(source.Warning, p.From, "a thread of QEMU can't be bound to CPUs %v: %v", p.CPUs, err)
			}
		}
	}
}

// threadID names a thread as the plan does.
type threadID struct {
	kind plan.Thread
	id   uint64
}

// threads are the host's IDs of QEMU's threads. Those that are neither vCPU nor
// iothread are the emulator's.
func (r *run) threads() (map[threadID][]int, error) {
	var cpus []struct {
		Index  uint64 `json:"cpu-index"`
		Thread int    `json:"thread-id"`
	}
	if err := r.monitor.query("query-cpus-fast", nil, &cpus); err != nil {
		return nil, err
	}
	var ioThreads []struct {
		ID     string `json:"id"`
		Thread int    `json:"thread-id"`
	}
	if err := r.monitor.query("query-iothreads", nil, &ioThreads); err != nil {
		return nil, err
	}
	found, known := map[threadID][]int{}, map[int]bool{}
	for _, c := range cpus {
		id := threadID{plan.VCPU, c.Index}
		found[id], known[c.Thread] = append(found[id], c.Thread), true
	}
	for _, t := range ioThreads {
		known[t.Thread] = true
		var n uint64
		if _, err := fmt.Sscanf(t.ID, "iothread%d", &n); err == nil {
			found[threadID{plan.IOThread, n}] = []int{t.Thread}
		}
	}
	all, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", r.qemu.cmd.Process.Pid))
	for _, e := range all {
		if tid, err := strconv.Atoi(e.Name()); err == nil && !known[tid] {
			found[threadID{kind: plan.Emulator}] = append(found[threadID{kind: plan.Emulator}], tid)
		}
	}
	return found, err
}

func bind(tid int, cpus []uint64) error {
	var set unix.CPUSet
	for _, c := range cpus {
		set.Set(int(c))
	}
	return unix.SchedSetaffinity(tid, &set)
}
