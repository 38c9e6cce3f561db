// Command process times whole processes side by side: qemuxml on one domain,
// and a Go program that prints one line.
//
//	process QEMUXML
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// runs is how often each process is started; the median is what counts.
const runs = 101

const oneLine = `package main

import "fmt"

func main() { fmt.Println("one line") }
`

func main() {
	if err := compare(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "process:", err)
		os.Exit(1)
	}
}

func compare(qemuxml string) error {
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
		ours, theirs, err := sideBySide([]string{qemuxml, "argv", "internal/bench/testdata/" + size + ".xml"}, []string{floor})
		if err != nil {
			return err
		}
		fmt.Printf("process %-3s  qemuxml %v, one line %v, ratio %.2f\n", size, ours, theirs, float64(ours)/float64(theirs))
	}
	return nil
}

// sideBySide is the median times of a and b, started in turn so that both see
// the same noise.
func sideBySide(a, b []string) (time.Duration, time.Duration, error) {
	var times [2][]time.Duration
	for range runs {
		for i, command := range [][]string{a, b} {
			start := time.Now()
			if err := exec.Command(command[0], command[1:]...).Run(); err != nil {
				return 0, 0, fmt.Errorf("%s: %w", command[0], err)
			}
			times[i] = append(times[i], time.Since(start))
		}
	}
	for i := range times {
		slices.Sort(times[i])
	}
	return times[0][runs/2], times[1][runs/2], nil
}
