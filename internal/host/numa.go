package host

import (
	"io/fs"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
)

// NUMANodes are the host's NUMA nodes that are online; ok is false where the
// host doesn't say.
func (f *Facts) NUMANodes() (nodes domain.Set, ok bool) { return f.kernelSet("node/online") }

// NodeCPUs are the CPUs of the host's NUMA node; ok is false where the host
// doesn't say.
func (f *Facts) NodeCPUs(node uint64) (cpus domain.Set, ok bool) {
	return f.kernelSet("node/node" + strconv.FormatUint(node, 10) + "/cpulist")
}

// kernelSet is the set in a file of the kernel's; ok is false where there is none.
func (f *Facts) kernelSet(name string) (set domain.Set, ok bool) {
	if f == nil {
		return nil, false
	}
	set, known := f.kernel[name]
	if !known {
		data, err := fs.ReadFile(f.root, "sys/devices/system/"+name)
		if err == nil {
			set = readSet(string(data))
		}
		f.kernel[name] = set
	}
	return set, len(set) > 0
}

// readSet reads a set as the kernel writes it, such as 0-3,8; nil where it is none.
func readSet(text string) (set domain.Set) {
	for part := range strings.SplitSeq(strings.TrimSpace(text), ",") {
		first, last, two := strings.Cut(part, "-")
		if !two {
			last = first
		}
		// The kernel counts at most 8192 CPUs (CONFIG_NR_CPUS).
		a, errA := strconv.ParseUint(first, 10, 13)
		b, errB := strconv.ParseUint(last, 10, 13)
		if errA != nil || errB != nil {
			return nil
		}
		for n := a; n <= b; n++ {
			set = append(set, n)
		}
	}
	return set
}
