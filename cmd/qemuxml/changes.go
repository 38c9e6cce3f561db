package main

import (
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/qemuxml/qemuxml/internal/override"
)

// changes are the flags that change the domain.
type changes struct {
	disks          []string
	memory, serial string
	vcpus          uint64
	headless       bool
	flags          *pflag.FlagSet
}

func (c *changes) register(f *pflag.FlagSet) {
	c.flags = f
	f.StringArrayVar(&c.disks, "disk", nil, "put another image into a disk: `TARGET=FILE`, such as vda=/tmp/test.qcow2")
	f.StringVar(&c.memory, "memory", "", "give the guest `SIZE` of memory: 512M, 2G; a bare number counts MiB")
	f.Uint64Var(&c.vcpus, "vcpus", 0, "give the guest `N` CPUs")
	f.BoolVar(&c.headless, "headless", false, "take the guest's screens away")
	f.StringVar(&c.serial, "serial", "", "connect the first serial port to `stdio`")
}

// read is what the flags ask for.
func (c *changes) read() (o override.Changes, err error) {
	o = override.Changes{VCPUs: c.vcpus, Headless: c.headless, Serial: c.serial}
	if c.serial != "" && c.serial != "stdio" {
		return o, fmt.Errorf("--serial %q: the serial port can be connected to stdio", c.serial)
	}
	if c.vcpus == 0 && c.flags != nil && c.flags.Changed("vcpus") {
		return o, fmt.Errorf("--vcpus 0: a guest needs a CPU")
	}
	if c.memory != "" {
		if o.Memory, err = kibibytes(c.memory); err != nil {
			return o, fmt.Errorf("--memory %q: %w", c.memory, err)
		}
	}
	for _, d := range c.disks {
		target, file, ok := strings.Cut(d, "=")
		if !ok || target == "" || file == "" {
			return o, fmt.Errorf("--disk %q: write it as TARGET=FILE", d)
		}
		if file, err = filepath.Abs(file); err != nil {
			return o, err
		}
		o.Disks = append(o.Disks, override.Disk{Target: target, File: file})
	}
	return o, nil
}

// kibibytes is a size as QEMU's -m takes it, in KiB.
func kibibytes(size string) (uint64, error) {
	const mib, gib, tib = 1 << 10, 1 << 20, 1 << 30 // in KiB
	units := map[string]uint64{"": mib, "K": 1, "M": mib, "G": gib, "T": tib}
	number := strings.TrimRight(size, "KMGTkmgtiBb")
	unit := strings.ToUpper(size[len(number):])
	factor, ok := units[strings.TrimSuffix(strings.TrimSuffix(unit, "B"), "I")]
	n, err := strconv.ParseUint(number, 10, 64)
	switch {
	case err != nil || !ok || n == 0:
		return 0, fmt.Errorf("write a size such as 512M or 2G")
	case n > math.MaxInt64/1024/factor:
		return 0, fmt.Errorf("that is more memory than QEMU can count")
	}
	return n * factor, nil
}
