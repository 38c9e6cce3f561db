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

// kernelSet reads a set as the kernel writes it, such as 0-3,8.
func (f *Facts) kernelSet(name string) (set domain.Set, ok bool) {
	if f == nil {
		return nil, false
	}
	data, err := fs.ReadFile(f.root, "sys/devices/system/"+name)
	if err != nil {
		return nil, false
	}
	for part := range strings.SplitSeq(strings.TrimSpace(string(data)), ",") {
		first, last, two := strings.Cut(part, "-")
		if !two {
			last = first
		}
		// The kernel counts at most 8192 CPUs (CONFIG_NR_CPUS).
		a, errA := strconv.ParseUint(first, 10, 13)
		b, errB := strconv.ParseUint(last, 10, 13)
		if errA != nil || errB != nil {
			return nil, false
		}
		for n := a; n <= b; n++ {
			set = append(set, n)
		}
	}
	return set, len(set) > 0
}
