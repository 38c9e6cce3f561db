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

// folders measures a folder of domains: how many a second, what more cores give,
// and how much memory it takes.
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
	cores := runtime.NumCPU()
	var gains, rates []float64
	peak := int64(0)
	for range 3 {
		one, _, err := runFolder(qemuxml, dir, 1)
		if err != nil {
			return err
		}
		all, kib, err := runFolder(qemuxml, dir, cores)
		if err != nil {
			return err
		}
		gains, rates, peak = append(gains, one/all/float64(cores)), append(rates, folderFiles/one), max(peak, kib)
	}
	line("folder, speed-up for each core", median(gains), "0.90", fmt.Sprintf("%d cores", cores))
	line("folder, domains a second and core", median(rates), "2600", "80 times the 31 ms of a virsh session")
	line("folder, MiB at most", float64(peak)/1024, "64", fmt.Sprintf("%d files", folderFiles))
	return nil
}

// runFolder is how many seconds qemuxml takes for dir on so many cores, and its
// largest memory.
func runFolder(qemuxml, dir string, cores int) (seconds float64, kib int64, err error) {
	c := exec.Command(qemuxml, "argv", "--sysroot", dir, dir)
	c.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
	start := time.Now()
	err = c.Run()
	seconds = time.Since(start).Seconds()
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", qemuxml, err)
	}
	return seconds, c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss, nil
}
