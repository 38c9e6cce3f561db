package launch

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// patience is how long a process that was asked to end may take before it is
// killed.
const patience = 5 * time.Second

// process is a child with all that it starts.
type process struct {
	name string
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
}

// spawner starts processes from one thread that lives as long as the program:
// the kernel sends the signal of a parent's death when the thread dies that
// started the child (prctl(2), PR_SET_PDEATHSIG).
type spawner struct {
	requests chan *exec.Cmd
	results  chan error
}

func newSpawner() *spawner {
	s := &spawner{make(chan *exec.Cmd), make(chan error)}
	go func() {
		runtime.LockOSThread()
		for cmd := range s.requests {
			s.results <- cmd.Start()
		}
	}()
	return s
}

// program is what to start.
type program struct {
	name       string // for people
	words, env []string
	stdin      *os.File // nil for none
	stdout     *os.File // nil for ours
}

// start starts prog in a session of its own, so that what happens to the terminal
// doesn't reach it. It inherits files, from descriptor 3 on.
func (s *spawner) start(prog program, files ...*os.File) (*process, error) {
	cmd := exec.Command(prog.words[0], prog.words[1:]...)
	cmd.Env = append(os.Environ(), prog.env...)
	if prog.stdin != nil {
		cmd.Stdin = prog.stdin
	}
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if prog.stdout != nil {
		cmd.Stdout = prog.stdout
	}
	cmd.ExtraFiles = files
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGTERM}
	s.requests <- cmd
	if err := <-s.results; err != nil {
		return nil, err
	}
	p := &process{name: prog.name, cmd: cmd, done: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // ProcessState says how it ended
		close(p.done)
	}()
	return p, nil
}

// ended tells whether p has ended.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// endedWithin waits for the end of p.
func (p *process) endedWithin(d time.Duration) bool {
	select {
	case <-p.done:
		return true
	case <-time.After(d):
		return false
	}
}

// end asks p to end, and kills what doesn't: p and all in its session's group.
func (p *process) end() {
	p.signal(unix.SIGTERM)
	if !p.endedWithin(patience) {
		p.signal(unix.SIGKILL)
		<-p.done
	}
	// Children that outlived it.
	_ = unix.Kill(-p.cmd.Process.Pid, unix.SIGKILL)
}

// signal sends s to p, unless it has ended.
func (p *process) signal(s syscall.Signal) {
	if !p.ended() {
		_ = p.cmd.Process.Signal(s)
	}
}

// code is the exit status of p, which has ended, as a shell would have it.
func (p *process) code() int {
	w := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if w.Signaled() {
		return bySignalOf + int(w.Signal())
	}
	return w.ExitStatus()
}

// how says how p ended.
func (p *process) how() string { return p.cmd.ProcessState.String() }
