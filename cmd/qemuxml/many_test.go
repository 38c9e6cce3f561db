package main

import (
	"iter"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// numbered are n inputs, or without end where n is negative; taken counts those
// that were asked for.
func numbered(n int, taken *atomic.Int32) iter.Seq[input] {
	return func(yield func(input) bool) {
		for i := 0; i != n; i++ {
			taken.Add(1)
			if !yield(input{file: strconv.Itoa(i)}) {
				return
			}
		}
	}
}

// TestInOrder holds that what comes of inputs comes in their order, whichever is
// done first.
func TestInOrder(t *testing.T) {
	next := 0
	for file := range inOrder(numbered(100, new(atomic.Int32)), make([]task, 4), func(_ task, in input) string {
		if strings.HasSuffix(in.file, "0") {
			time.Sleep(time.Millisecond)
		}
		return in.file
	}) {
		if file != strconv.Itoa(next) {
			t.Errorf("%s comes in place of %d", file, next)
		}
		next++
	}
	if next != 100 {
		t.Errorf("%d of 100 came", next)
	}
}

// TestInOrderAtOnce holds that answers come while there are inputs left, here
// without end, and that whoever has had enough ends all.
func TestInOrderAtOnce(t *testing.T) {
	for file := range inOrder(numbered(-1, new(atomic.Int32)), make([]task, 2), func(_ task, in input) string { return in.file }) {
		if file == "2" {
			break
		}
	}
}

// TestInOrderAhead holds that all others don't pile up behind an input that takes
// long.
func TestInOrderAhead(t *testing.T) {
	const workers, most = 2, 2 * 20
	taken := new(atomic.Int32)
	for file := range inOrder(numbered(1000, taken), make([]task, workers), func(_ task, in input) string {
		for last := int32(0); in.file == "0" && taken.Load() != last; time.Sleep(50 * time.Millisecond) {
			last = taken.Load()
		}
		return in.file
	}) {
		if n := taken.Load(); file == "0" && (n > most || n <= workers) {
			t.Errorf("%d inputs were taken while the first was under way", n)
		}
	}
}

// TestAllWorkersWork holds that as many inputs are worked on at the same time as
// there are workers: each waits for all.
func TestAllWorkersWork(t *testing.T) {
	const workers = 4
	arrived, deadline := new(atomic.Int32), time.Now().Add(10*time.Second)
	for together := range inOrder(numbered(workers, new(atomic.Int32)), make([]task, workers), func(task, input) bool {
		for arrived.Add(1); arrived.Load() < workers && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		return arrived.Load() == workers
	}) {
		if !together {
			t.Fatal("a worker waits for the others in vain")
		}
	}
}

// TestProgress holds that progress is shown to who watches, at intervals, and is
// taken away before something else is printed.
func TestProgress(t *testing.T) {
	terminal, nobody := openTerminal(t), &strings.Builder{}
	for _, c := range []struct {
		ui    ui
		shown bool
	}{
		{ui{out: nobody, err: terminal, messages: "text"}, true},
		{ui{out: nobody, err: terminal, messages: "json"}, false},
		{ui{out: terminal, err: terminal, messages: "text"}, false},
		{ui{out: nobody, err: nobody, messages: "text"}, false},
	} {
		if shown := newProgress(&c.ui) != nil; shown != c.shown {
			t.Errorf("%+v: shown is %v", c.ui, shown)
		}
	}
	var b strings.Builder
	p := &progress{w: &b}
	p.show(7, 1)
	p.show(8, 1)
	p.clear(true)
	p.clear(true)
	if want := "\r7 files, 1 failed\r\x1b[K"; b.String() != want {
		t.Errorf("%q is printed, not %q", b.String(), want)
	}
}

// openTerminal is a terminal that nobody sees.
func openTerminal(t *testing.T) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("there are no pseudo-terminals: ", err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Skip("there are no pseudo-terminals: ", err)
	}
	terminal, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { terminal.Close() })
	return terminal
}
