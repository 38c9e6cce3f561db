// Command qemuxml turns libvirt domain XML into a QEMU command line.
package main

import (
	"math"
	"os"
	"runtime/debug"
	"sync"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// When garbage is collected, unless the environment says it. Work on one file of
// a usual size is over before.
const (
	// growth is how much the heap may grow before it is, in per cent, with a file
	// that is large.
	growth = 400
	// room is what the heap may grow to in its stead with many files, which need
	// next to nothing of it each. The process stays below 64 MiB with it.
	room = 48 << 20
	// large is the size of a file that fills so much of the room that garbage
	// would be collected all the time.
	large = 64 << 10
)

func collectForMany() {
	if !collectorIsSet() {
		debug.SetMemoryLimit(room)
		debug.SetGCPercent(-1)
	}
}

var collectForLarge = sync.OnceFunc(func() {
	if !collectorIsSet() {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(growth)
	}
})

func collectorIsSet() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }
