package launch

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/renameio/v2"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// prepare does the steps of the plan, in order, and tells whether all worked.
func (r *run) prepare() bool {
	for i := range r.Plan.Steps {
		s := &r.Plan.Steps[i]
		if err := r.step(s); err != nil {
			r.stepFailed(s, err)
			return false
		}
		if r.interrupted() {
			return false
		}
	}
	return true
}

// interrupted tells whether the user wants the guest to end before it began.
func (r *run) interrupted() bool {
	select {
	case s := <-r.signals:
		if s == unix.SIGCONT {
			return false
		}
		r.note("%s: %s is not started", s, r.Name)
		return true
	default:
		return false
	}
}

func (r *run) stepFailed(s *plan.Step, err error) {
	d := source.Diag{Severity: source.Error, ID: source.RunFailed, Ref: s.From, Text: fmt.Sprintf("%s: %v", s.What, err)}
	if errors.Is(err, exec.ErrNotFound) || len(s.Words) > 0 && errors.Is(err, fs.ErrNotExist) {
		d.ID, d.Text = source.HostMissing, fmt.Sprintf("%s: there is no program %s", s.What, s.Words[0])
		d.Hint = "install it; in Debian it is in the package " + s.Package
	}
	r.Say(d)
}

func (r *run) step(s *plan.Step) error {
	switch s.Kind {
	case plan.Directory:
		return os.MkdirAll(s.Path, 0o700)
	case plan.Copy:
		return copyOnce(s)
	case plan.Command:
		return r.toItsEnd(s, r.lock)
	case plan.Daemon:
		return r.daemon(s)
	}
	return fmt.Errorf("no such step: %d", s.Kind)
}

// copyOnce makes the file of s from its template. One that is there is never
// touched, and nobody sees half of one.
func copyOnce(s *plan.Step) error {
	if _, err := os.Lstat(s.Path); err == nil {
		return nil
	}
	half, err := renameio.TempFile("", s.Path)
	if err != nil {
		return err
	}
	defer half.Cleanup()
	if s.Format != "" {
		if out, err := exec.Command("qemu-img", "convert", "-O", s.Format, s.Template, half.Name()).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(out)))
		}
	} else if err := fill(half.File, s.Template); err != nil {
		return err
	}
	if err := half.Sync(); err != nil {
		return err
	}
	// A link, unlike a renaming, never replaces what another has made meanwhile.
	if err := os.Link(half.Name(), s.Path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func fill(to *os.File, template string) error {
	from, err := os.Open(template)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = to.ReadFrom(from)
	return err
}

// wordsOf are the words of s for this user.
func wordsOf(s *plan.Step) []string {
	if os.Geteuid() != 0 || len(s.AsRoot) == 0 {
		return s.Attended()
	}
	return slices.Concat(s.Attended(), s.AsRoot)
}

// toItsEnd runs the program of s, which inherits files.
func (r *run) toItsEnd(s *plan.Step, files ...*os.File) error {
	p, err := r.spawn.start(program{name: filepath.Base(s.Words[0]), words: wordsOf(s)}, files...)
	if err != nil {
		return err
	}
	for !p.endedWithin(poll) {
		if r.interrupted() {
			p.end()
			return errors.New("it was interrupted")
		}
	}
	if p.code() != 0 {
		return fmt.Errorf("%s: %s", s.Words[0], p.how())
	}
	return nil
}

// readyTimeout is how long a helper may take to listen, on a busy machine.
const readyTimeout = 30 * time.Second

// daemon starts the program of s, and waits until it listens.
func (r *run) daemon(s *plan.Step) error {
	p, err := r.spawn.start(program{name: filepath.Base(s.Words[0]), words: wordsOf(s)}, r.lock)
	if err != nil {
		return err
	}
	r.helpers = append(r.helpers, p)
	for end := time.Now().Add(readyTimeout); s.Socket != "" && !listening(s.Socket); {
		switch {
		case p.endedWithin(poll):
			return fmt.Errorf("%s ended at once: %s", s.Words[0], p.how())
		case r.interrupted():
			return errors.New("it was interrupted")
		case time.Now().After(end):
			return fmt.Errorf("%s does not listen at %s after %s", s.Words[0], s.Socket, readyTimeout)
		}
	}
	return nil
}

// listening tells whether something accepts connections at the socket path. To
// connect would tell as well, but some helpers serve one connection and end.
// Source: proc_pid_net(5): flags 00010000 is __SO_ACCEPTCON.
func listening(path string) bool {
	f, err := os.Open("/proc/net/unix")
	if err != nil {
		// Where /proc hides it, the file of the socket has to do.
		_, err = os.Stat(path)
		return err == nil
	}
	defer f.Close()
	const flags, name = 3, 7
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) > flags && fields[flags] == "00010000" && strings.HasSuffix(lines.Text(), " "+path) && len(fields) > name {
			return true
		}
	}
	return false
}

// endHelpers ends the helpers, the last started first.
func (r *run) endHelpers() {
	for i := len(r.helpers) - 1; i >= 0; i-- {
		r.helpers[i].end()
	}
}
