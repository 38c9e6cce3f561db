package argv

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// descriptors counts what the caller passes to QEMU: open files, and the sets
// of them that stand for a path.
type descriptors struct{ fds, sets int }

// firstFD is the first descriptor after the standard ones. Which numbers libvirt
// passes depends on what else it has open; these are merely distinct.
const firstFD = 3

// fd is the number of a further passed descriptor.
func (b *builder) fd() string {
	b.passed.fds++
	return strconv.Itoa(firstFD + b.passed.fds - 1)
}

// fdList is the numbers of n further passed descriptors, as QEMU's fds= and
// vhostfds= take them.
func (b *builder) fdList(n uint64) string {
	list := make([]string, n)
	for i := range list {
		list[i] = b.fd()
	}
	return strings.Join(list, ":")
}

// fdSet is the -add-fd that passes a descriptor under a path, and that path.
// opaque is what monitor queries show of it, such as net0-vdpa.
func (b *builder) fdSet(opaque string, from ...source.Ref) (path string, o *option.Option) {
	set := b.passed.sets
	b.passed.sets++
	o = option.New("add-fd", from...).Uint("set", uint64(set), from...).Str("fd", b.fd(), from...).Str("opaque", opaque, from...)
	return fmt.Sprintf("/dev/fdset/%d", set), o
}
