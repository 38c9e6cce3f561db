package main

import (
	"syscall"
	"testing"
	"time"
)

// Whatever is killed, and when, nothing runs on, and the next start works.
func TestRunKilledAtAnyStage(t *testing.T) {
	r := newRunner(t, "", tpm)
	killed := map[string]int{}
	for _, name := range []string{"qemuxml", "swtpm", "qemu-system"} {
		for _, after := range []time.Duration{5, 25, 50, 100, 150, 200, 300} {
			r.command()
			if err := r.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(after * time.Millisecond)
			for _, pid := range r.children(name) {
				if syscall.Kill(pid, syscall.SIGKILL) == nil {
					killed[name]++
				}
			}
			// A part that was not there yet is no reason for the rest to end.
			r.signal(syscall.SIGTERM)
			r.until("it ends", r.endsWhenAsked())
			r.until("all processes end", func() bool { return len(r.children("swtpm"))+len(r.children("qemu-system")) == 0 })
		}
	}
	for name, n := range killed {
		t.Logf("%s was killed %d times", name, n)
	}
	if len(killed) < 3 {
		t.Errorf("only these were ever there: %v", killed)
	}
	r.start()
	r.kill("qemu-system", syscall.SIGTERM)
	r.endsWell()
}

// endsWhenAsked asks qemuxml to end until it has.
func (r *runner) endsWhenAsked() func() bool {
	ended := make(chan struct{})
	go func() {
		_ = r.cmd.Wait()
		close(ended)
	}()
	return func() bool {
		select {
		case <-ended:
			return true
		case <-time.After(100 * time.Millisecond):
			_ = r.cmd.Process.Signal(syscall.SIGTERM)
			return false
		}
	}
}
