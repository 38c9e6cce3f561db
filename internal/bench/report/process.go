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
	if qemuxml, err = installed(dir, qemuxml); err != nil {
		return err
	}
	if floor, err = installed(dir, floor); err != nil {
		return err
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

// installed is a copy of program in dir, which lies in memory as one that was
// installed does. What the linker writes lies there in smaller pieces, and takes
// longer to start: qemuxml by a tenth.
func installed(dir, program string) (string, error) {
	data, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, filepath.Base(program)+".installed")
	return file, os.WriteFile(file, data, 0o700)
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
