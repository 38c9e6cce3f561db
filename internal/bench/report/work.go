package main

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"

	"github.com/qemuxml/qemuxml/internal/bench"
)

// rounds is how often two things take turns.
const rounds = 41

// work compares the whole work on a domain with reading its XML by etree.
func work(string) error {
	for _, size := range []string{"1k", "5k", "20k"} {
		data, err := os.ReadFile("internal/bench/testdata/" + size + ".xml")
		if err != nil {
			return err
		}
		if err := compareWork(size, data, 1000000/len(data)); err != nil {
			return err
		}
	}
	return compareWork("1m", bench.Big(), 1)
}

// compareWork does both, times times in a round.
func compareWork(size string, data []byte, times int) error {
	whole := func() error {
		_, refused, err := bench.Whole(data)
		if refused {
			err = fmt.Errorf("%s: the domain is refused", size)
		}
		return err
	}
	read := func() error { return bench.Etree(data) }
	var ratios, ours []float64
	for range rounds {
		a, err := timed(times, whole)
		if err != nil {
			return err
		}
		b, err := timed(times, read)
		if err != nil {
			return err
		}
		ratios, ours = append(ratios, a/b), append(ours, a/float64(times))
	}
	bytes, allocs, err := allocated(whole)
	line("work "+size+" / etree", median(ratios), "2.00", fmt.Sprintf("%d bytes of XML, %.3f ms, %d bytes in %d allocations", len(data), 1e3*median(ours), bytes, allocs))
	return err
}

// timed is how many seconds of the processors it takes to do f so many times,
// with the collection of garbage. What else the machine does counts little in it.
func timed(times int, f func() error) (float64, error) {
	runtime.GC()
	start := processorTime()
	for range times {
		if err := f(); err != nil {
			return 0, err
		}
	}
	return (processorTime() - start).Seconds(), nil
}

// processorTime is what this process has had of the processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it knows no reason to fail
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// allocated is what f allocates.
func allocated(f func() error) (bytes, allocs uint64, err error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err = f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs, err
}
