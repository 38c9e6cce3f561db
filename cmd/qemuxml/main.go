// Command qemuxml turns libvirt domain XML into a QEMU command line.
package main

import (
	"os"
	"runtime/debug"
)

// garbage is how much the heap may grow, in per cent, before garbage is
// collected. Work on one domain is over before it pays, and many domains together
// stay far below 64 MiB with it.
const garbage = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
