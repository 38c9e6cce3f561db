package launch

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/qemuxml/qemuxml/internal/plan"
)

// What the guest has changed is never overwritten, and no half copies stay.
func TestCopyOnce(t *testing.T) {
	dir := t.TempDir()
	template, vars := filepath.Join(dir, "template"), filepath.Join(dir, "vars")
	for _, text := range []string{"first", "second"} {
		if err := os.WriteFile(template, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := copyOnce(&plan.Step{Kind: plan.Copy, Template: template, Path: vars}); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(vars); err != nil || string(text) != "first" {
		t.Errorf("the copy is %q (%v)", text, err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("the directory holds %v", files)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "guest.lock")
	lock, err := takeLock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := takeLock(path); err == nil {
		t.Error("the lock was taken twice")
	}
	releaseLock(lock)
	if again, err := takeLock(path); err != nil {
		t.Errorf("the lock is not free again: %v", err)
	} else {
		releaseLock(again)
	}
}

func TestWatcherFindsAcrossWrites(t *testing.T) {
	w := newWatcher("login:")
	for _, text := range []string{"booting\nlog", "in", ": "} {
		if n, err := w.Write([]byte(text)); n != len(text) || err != nil {
			t.Fatal(n, err)
		}
	}
	select {
	case <-w.found:
	default:
		t.Error("not found")
	}
}
