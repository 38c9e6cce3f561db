package host

import (
	"io/fs"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
)

// NUMANodes are the host's NUMA nodes that are online; ok is false where the
// host doesn't say.
func (f *Facts) NUMANodes() (nodes domain.Set, ok bool) {
	if f == nil {
		return nil, false
	}
	data, err := fs.ReadFile(f.root, "sys/devices/system/node/online")
	if err != nil {
		return nil, false
	}
	for part := range strings.SplitSeq(strings.TrimSpace(string(data)), ",") {
		first, last, two := strings.Cut(part, "-")
		if !two {
			last = first
		}
		// The kernel counts at most 1024 nodes (CONFIG_NODES_SHIFT).
		a, errA := strconv.ParseUint(first, 10, 10)
		b, errB := strconv.ParseUint(last, 10, 10)
		if errA != nil || errB != nil {
			return nil, false
		}
		for n := a; n <= b; n++ {
			nodes = append(nodes, n)
		}
	}
	return nodes, len(nodes) > 0
}
