package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const oneLine = `package main

import "fmt"

func main() { fmt.Println("one line") }
`

// processes compares whole processes: qemuxml on one domain, and a Go program
// that prints one line.
func processes(qemuxml string) error {
	dir, err := os.MkdirTemp("", "qemuxml-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file, floor := filepath.Join(dir, "main.go"), filepath.Join(dir, "oneline")
	if err := os.WriteFile(file, []byte(oneLine), 0o600); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", floor, file)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	for _, size := range []string{"1k", "5k", "20k"} {
		// A sysroot keeps the answer the same on all machines, and the host out.
		ours := []string{qemuxml, "argv", "--sysroot", dir, "internal/bench/testdata/" + size + ".xml"}
		ratio, cpu, err := sideBySide(ours, []string{floor})
		if err != nil {
			return err
		}
		line("process "+size+" / one line, wall", ratio, "2.00", "")
		line("process "+size+" / one line, CPU", cpu, "", "")
	}
	return nil
}

// sideBySide is how much longer a takes than b, on the clock and of the
// processors: the medians of pairs.
func sideBySide(a, b []string) (wall, cpu float64, err error) {
	var walls, cpus []float64
	for range 2 * rounds {
		wallA, cpuA, err := run(a)
		if err != nil {
			return 0, 0, err
		}
		wallB, cpuB, err := run(b)
		if err != nil {
			return 0, 0, err
		}
		walls, cpus = append(walls, wallA/wallB), append(cpus, cpuA/cpuB)
	}
	return median(walls), median(cpus), nil
}

// run is how many seconds command takes, on the clock and of the processors.
func run(command []string) (wall, cpu float64, err error) {
	c := exec.Command(command[0], command[1:]...)
	start := time.Now()
	if err := c.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w", command[0], err)
	}
	wall = time.Since(start).Seconds()
	return wall, (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), nil
}
