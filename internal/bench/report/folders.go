package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// folderFiles is how many domains the folder has.
const folderFiles = 10000

// folders measures what argv and check make of a folder of domains.
func folders(qemuxml string) error {
	dir, err := os.MkdirTemp("", "qemuxml-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	data, err := os.ReadFile("internal/bench/testdata/5k.xml")
	if err != nil {
		return err
	}
	for i := range folderFiles {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.xml", i)), data, 0o600); err != nil {
			return err
		}
	}
	for _, verb := range []string{"argv", "check"} {
		if err := folder(qemuxml, verb, dir); err != nil {
			return err
		}
	}
	return nil
}

// folder measures verb on dir: how many a second, what more cores give, and how
// much memory it takes.
func folder(qemuxml, verb, dir string) error {
	cores := runtime.NumCPU()
	var gains, rates, costs []float64
	peak := int64(0)
	for range 3 {
		one, err := runFolder(qemuxml, verb, dir, 1)
		if err != nil {
			return err
		}
		all, err := runFolder(qemuxml, verb, dir, cores)
		if err != nil {
			return err
		}
		gains, costs = append(gains, one.wall/all.wall/float64(cores)), append(costs, all.cpu/one.cpu)
		rates, peak = append(rates, folderFiles/one.wall), max(peak, all.kib)
	}
	verb += " of a folder, "
	line(verb+"speed-up a core", median(gains), "0.90", fmt.Sprintf("%d cores, which take %.2f times the CPU time of one", cores, median(costs)))
	line(verb+"a second and core", median(rates), "2600", "80 times the 31 ms of a virsh session")
	line(verb+"MiB at most", float64(peak)/1024, "64", fmt.Sprintf("%d files", folderFiles))
	return nil
}

// folderRun is what it took to do a folder: seconds on the clock and of the
// processors, and memory.
type folderRun struct {
	wall, cpu float64
	kib       int64
}

func runFolder(qemuxml, verb, dir string, cores int) (r folderRun, err error) {
	c := exec.Command(qemuxml, verb, "--sysroot", dir, dir)
	c.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
	start := time.Now()
	err = c.Run()
	r.wall = time.Since(start).Seconds()
	if err != nil {
		return r, fmt.Errorf("%s: %w", qemuxml, err)
	}
	r.cpu = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	r.kib = c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	return r, nil
}
