package host

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// Memory is how much memory the host has, and how much of it is to be had without
// swapping, in KiB. ok is false where the host doesn't say.
func (f *Facts) Memory() (total, available uint64, ok bool) {
	if f == nil {
		return 0, 0, false
	}
	total, ok = memInfo(f.root, "MemTotal")
	if !ok {
		return 0, 0, false
	}
	available, ok = memInfo(f.root, "MemAvailable")
	return total, available, ok
}

// FreeHugePages is how many huge pages of size KiB are free. ok is false where
// the host doesn't say.
func (f *Facts) FreeHugePages(size uint64) (n uint64, ok bool) {
	if f == nil {
		return 0, false
	}
	data, err := fs.ReadFile(f.root, fmt.Sprintf("sys/kernel/mm/hugepages/hugepages-%dkB/free_hugepages", size))
	if err != nil {
		return 0, false
	}
	n, err = strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64)
	return n, err == nil
}

// CPUs is how many CPUs of the host are online; ok is false where it doesn't say.
func (f *Facts) CPUs() (n int, ok bool) {
	cpus, ok := f.kernelSet("cpu/online")
	return len(cpus), ok
}

// memInfo is a number of /proc/meminfo, in KiB.
func memInfo(root fs.FS, name string) (kib uint64, ok bool) {
	data, err := fs.ReadFile(root, "proc/meminfo")
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(data)) {
		field := strings.Fields(line)
		if len(field) < 2 || field[0] != name+":" {
			continue
		}
		if kib, err := strconv.ParseUint(field[1], 10, 64); err == nil {
			return kib, true
		}
	}
	return 0, false
}
