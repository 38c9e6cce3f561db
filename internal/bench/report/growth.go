package main

import (
	"fmt"
	"runtime"

	"github.com/qemuxml/qemuxml/internal/bench"
)

// grown are guests of n devices, of which those with many pass a limit of
// libvirt's: the refusal must come as fast.
var grown = []struct {
	what  string
	guest func(n int) bench.Guest
}{
	{"virtio disks on PCIe ports", func(n int) bench.Guest { return bench.Guest{Machine: "q35", VirtioDisks: n} }},
	{"virtio disks on PCI bridges", func(n int) bench.Guest { return bench.Guest{Machine: "pc", VirtioDisks: n} }},
	{"SCSI disks on PCI bridges", func(n int) bench.Guest { return bench.Guest{Machine: "pc", SCSIDisks: n} }},
	{"NICs on PCIe ports", func(n int) bench.Guest { return bench.Guest{Machine: "q35", NICs: n} }},
	{"NICs on PCI bridges", func(n int) bench.Guest { return bench.Guest{Machine: "pc", NICs: n} }},
}

// growth compares what a device costs in guests of many with what it costs in
// one of a hundred.
func growth(string) error {
	for _, g := range grown {
		baseTime, baseBytes, _, err := perDevice(g.guest(100), 100, 20)
		if err != nil {
			return err
		}
		for _, n := range []int{1000, 10000} {
			seconds, bytes, refused, err := perDevice(g.guest(n), n, 5)
			if err != nil {
				return err
			}
			detail := fmt.Sprintf("%.1f µs and %.0f bytes a device", 1e6*seconds, bytes)
			if refused {
				detail += ", refused: more than libvirt places"
			}
			line(fmt.Sprintf("%d %s, time", n, g.what), seconds/baseTime, "1.50", detail)
			line(fmt.Sprintf("%d %s, memory", n, g.what), bytes/baseBytes, "1.50", "")
		}
	}
	return nil
}

// perDevice is what each of the n devices of g costs, in seconds and in bytes:
// the best of so many times.
func perDevice(g bench.Guest, n, times int) (seconds, bytes float64, refused bool, err error) {
	data := g.XML()
	var all []float64
	for range times {
		s, err := timed(1, func() error {
			_, refused, err = bench.Whole(data)
			return err
		})
		if err != nil {
			return 0, 0, false, err
		}
		all = append(all, s/float64(n))
	}
	runtime.GC()
	total, _, err := allocated(func() error {
		_, _, err := bench.Whole(data)
		return err
	})
	return median(all), float64(total) / float64(n), refused, err
}
