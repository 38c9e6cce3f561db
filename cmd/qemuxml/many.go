package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/qemuxml/qemuxml/internal/source"
)

// task does what a verb does with one file: it prints to u. An error of type
// status was told already.
type task func(u *ui, file string) error

// each does a task for every file, and for every *.xml in those that are
// directories: on all cores, printing in order and as soon as a file's turn has
// come. A file that fails doesn't keep the others from theirs. newTask makes the
// task of one worker, which works on one file at a time.
func (u *ui) each(files []string, newTask func() (task, error)) error {
	if i := slices.Index(files, "-"); i >= 0 && slices.Contains(files[i+1:], "-") {
		return fmt.Errorf("standard input can be read once only")
	}
	first, err := newTask()
	if err != nil {
		return err
	}
	if len(files) == 1 && !isDir(files[0]) {
		return first(u, files[0])
	}
	collectForMany()
	tasks := []task{first}
	for len(tasks) < runtime.GOMAXPROCS(0) {
		t, err := newTask()
		if err != nil {
			return err
		}
		tasks = append(tasks, t)
	}
	s := &tally{ui: u, progress: newProgress(u)}
	for r := range inOrder(inputs(files), tasks, u.work) {
		if err := s.take(r); err != nil {
			return err
		}
	}
	return s.close(anyDir(files))
}

// outcome is what came of one file.
type outcome struct {
	out, err kept
	failure  error
}

// kept is what is to be written to another writer in its turn.
type kept struct {
	bytes.Buffer
	to io.Writer
}

// work does t for one input.
func (u *ui) work(t task, in input) *outcome {
	o := &outcome{out: kept{to: u.out}, err: kept{to: u.err}, failure: in.err}
	apart := *u
	apart.out, apart.err = &o.out, &o.err
	if o.failure == nil {
		o.failure = t(&apart, in.file)
	}
	if _, told := o.failure.(status); o.failure != nil && !told {
		apart.failf(source.NotReadable, "%v", o.failure)
		o.failure = status(exitFailed)
	}
	return o
}

// inOrder does work for all inputs, with a worker for each task, and goes through
// what came of them in the order of the inputs. No more than a few inputs for
// each worker are ever under way, so memory stays flat.
func inOrder[T any](inputs iter.Seq[input], tasks []task, work func(task, input) T) iter.Seq[T] {
	type job struct {
		in   input
		done chan T
	}
	return func(yield func(T) bool) {
		const ahead = 16 // inputs for each worker while one of them takes long
		jobs, turns, stop := make(chan job, ahead*len(tasks)), make(chan job, ahead*len(tasks)), make(chan struct{})
		var workers sync.WaitGroup
		for _, t := range tasks {
			workers.Go(func() {
				for j := range jobs {
					j.done <- work(t, j.in)
				}
			})
		}
		go func() {
			defer close(turns)
			defer close(jobs)
			for in := range inputs {
				j := job{in, make(chan T, 1)}
				select {
				case turns <- j:
				case <-stop:
					return
				}
				jobs <- j
			}
		}()
		defer workers.Wait()
		defer close(stop)
		for j := range turns {
			if !yield(<-j.done) {
				return
			}
		}
	}
}

// input is a file to work on, or why a directory can't be read.
type input struct {
	file string
	err  error
}

// inputs are files, with every *.xml below those that are directories in their
// place, in the order of their names. Symbolic links in them are passed over: by
// them libvirt says which guests start by themselves.
func inputs(files []string) iter.Seq[input] {
	return func(yield func(input) bool) {
		for _, file := range files {
			if isDir(file) && !walk(file, yield) || !isDir(file) && !yield(input{file: file}) {
				return
			}
		}
	}
}

// walk goes through the *.xml below dir. It tells whether to go on.
func walk(dir string, yield func(input) bool) bool {
	found, goOn := false, true
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			found, goOn = true, yield(input{err: err})
		case d.Type().IsRegular() && strings.HasSuffix(path, ".xml"):
			found, goOn = true, yield(input{file: path})
		}
		if !goOn {
			return fs.SkipAll
		}
		return nil
	})
	if err == nil && !found {
		err = fmt.Errorf("%s holds no *.xml", dir)
	}
	return goOn && (err == nil || yield(input{err: err}))
}

func isDir(file string) bool {
	info, err := os.Stat(file)
	return err == nil && file != "-" && info.IsDir()
}

func anyDir(files []string) bool {
	for _, file := range files {
		if isDir(file) {
			return true
		}
	}
	return false
}

// tally prints what came of the files, and counts.
type tally struct {
	ui       *ui
	progress *progress
	files    int
	failed   int
	worst    status
}

func (s *tally) take(o *outcome) error {
	s.files++
	if st, ok := o.failure.(status); ok {
		s.failed++
		s.worst = worse(s.worst, st)
	}
	s.progress.clear(o.out.Len()+o.err.Len() > 0)
	_, _ = o.err.WriteTo(o.err.to) // a failing stderr leaves nobody to tell
	if _, err := o.out.WriteTo(o.out.to); err != nil {
		return err
	}
	s.progress.show(s.files, s.failed)
	return nil
}

// close sums up, where the files were those of directories.
func (s *tally) close(sumUp bool) error {
	s.progress.clear(true)
	if sumUp && s.failed > 0 {
		s.ui.say("%d of %d files failed", s.failed, s.files)
	}
	if s.worst != exitOK {
		return s.worst
	}
	return nil
}
