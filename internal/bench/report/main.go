// Command report measures qemuxml against what it is compared with and prints
// the ratios next to their aims. All ratios are of one run, and each is of two
// things that took turns, so that noise of the machine hits both.
//
//	report QEMUXML [PART...]
//
// It is started from the root of the project. The parts are all where none is
// named.
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
)

// garbage is what the program sets (cmd/qemuxml/main.go): both sides of a ratio
// are measured with the collector that its users have.
const garbage = 400

// parts are what is measured. The folder comes first: a process begins with the
// memory of the one that starts it as its peak.
var parts = []struct {
	name    string
	measure func(qemuxml string) error
}{{"folder", folders}, {"work", work}, {"growth", growth}, {"process", processes}}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: report QEMUXML [PART...]")
		os.Exit(2)
	}
	debug.SetGCPercent(garbage)
	for _, part := range parts {
		if len(os.Args) > 2 && !slices.Contains(os.Args[2:], part.name) {
			continue
		}
		if err := part.measure(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, "report:", err)
			os.Exit(1)
		}
	}
}

// line prints one figure. The aim is "" where there is none.
func line(what string, figure float64, aim, detail string) {
	if aim != "" {
		aim = "aim " + aim
	}
	fmt.Printf("%-34s %8.2f  %-12s %s\n", what, figure, aim, detail)
}

// median is the middle of the list, which it sorts.
func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
