package launch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// lockGrace is how long the processes of a guest whose runner was killed may
// take to end.
const lockGrace = 2 * time.Second

// takeLock takes the lock file at path, which says that a guest runs. It lasts
// as long as any process of the guest holds it open.
func takeLock(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	for end := time.Now().Add(lockGrace); ; time.Sleep(poll) {
		f, err := tryLock(path)
		switch {
		case err == nil:
			return f, nil
		case !errors.Is(err, unix.EWOULDBLOCK):
			return nil, err
		case time.Now().After(end):
			return nil, fmt.Errorf("it is running already%s", holder(path))
		}
	}
}

// tryLock takes the lock, or says EWOULDBLOCK where another has it.
func tryLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == nil && !isAt(f, path) {
		// The one before removed it between open and lock.
		err = unix.EWOULDBLOCK
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	if err = f.Truncate(0); err == nil {
		_, err = fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	if err != nil {
		releaseLock(f)
		return nil, err
	}
	return f, nil
}

// isAt tells whether path still leads to f.
func isAt(f *os.File, path string) bool {
	ours, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(ours, there)
}

// holder says which process took the lock at path.
func holder(path string) string {
	text, err := os.ReadFile(path)
	pid := strings.TrimSpace(string(text))
	if err != nil || pid == "" {
		return ""
	}
	return ", by process " + pid
}

// releaseLock removes the lock file while it is still held, so that nobody can
// take one that is about to go.
func releaseLock(f *os.File) {
	os.Remove(f.Name())
	f.Close()
}
