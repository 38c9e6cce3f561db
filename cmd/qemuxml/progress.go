package main

import (
	"fmt"
	"io"
	"time"
)

// progress is a line on the terminal that says how far many files are. A nil
// progress says nothing.
type progress struct {
	w     io.Writer
	next  time.Time // not before
	shown bool
}

// progressPause is how long nothing is said at first, and between two lines.
const progressPause = 200 * time.Millisecond

// newProgress is nil where nobody watches, or where the answers themselves show
// how far it is.
func newProgress(u *ui) *progress {
	if u.messages == "json" || !isTerminal(u.err) || isTerminal(u.out) {
		return nil
	}
	return &progress{w: u.err, next: time.Now().Add(progressPause)}
}

func (p *progress) show(files, failed int) {
	if p == nil || time.Now().Before(p.next) {
		return
	}
	fmt.Fprintf(p.w, "\r%d files, %d failed", files, failed)
	p.next, p.shown = time.Now().Add(progressPause), true
}

// clear takes the line away where something else is to be printed.
func (p *progress) clear(printing bool) {
	if p != nil && p.shown && printing {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
